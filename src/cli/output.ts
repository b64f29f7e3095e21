/** Where commands write: results to `out`, progress and errors to `err`. */
export interface Terminal {
  out(text: string): void;
  /** As `out`, settled once the reader has room again: for output without end. */
  outSlowly(text: string): Promise<void>;
  err(text: string): void;
  readonly errIsTty: boolean;
}

export interface Progress {
  set(done: number, of: number | null): void;
  end(): void;
}

const WIDTH = 30;

/** A bar on the error stream, only where a person sees it; `--json` and pipes stay clean. */
export function progress(terminal: Terminal, what: string, quiet: boolean): Progress {
  const show = terminal.errIsTty && !quiet;
  return {
    set(done, of) {
      if (!show) return;
      const share = of === null ? null : Math.min(1, of === 0 ? 1 : done / of);
      const bar = share === null ? '' : `[${'#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.')}] ${Math.round(share * 100)} % `;
      terminal.err(`\r${what}: ${bar}${done.toLocaleString('en')}${of === null ? '' : ` of ${of.toLocaleString('en')}`} `);
    },
    end() {
      if (show) terminal.err('\n');
    },
  };
}

/** One result, as JSON or in words. */
export function print(terminal: Terminal, json: boolean, value: unknown, words: string): void {
  terminal.out(json ? `${JSON.stringify(value)}\n` : `${words}\n`);
}
