import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
  readonly user?: { readonly uid?: number; readonly gid?: number };
}

/** A process and all that it started, children first: PostgreSQL puts each of its own into a group of its own. */
function family(pid: number): readonly number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((one) => one !== '').map(Number);
    return [...children.flatMap(family), pid];
  } catch {
    return [pid];
  }
}

/** A process that is started again whenever it ends, until it is asked to stop. Kills and freezes reach it and its children. */
export class Supervised {
  readonly program: Program;
  /** Ends that nobody caused: `exit code or signal`. */
  readonly ends: string[] = [];
  #child: ChildProcess | null = null;
  #ours = false;
  #stopping = false;

  constructor(program: Program) {
    this.program = program;
    this.#start();
  }

  get running(): boolean {
    return this.#child !== null;
  }

  #start(): void {
    const { command, options, environment, log, user } = this.program;
    const out = openSync(log, 'a');
    const child = spawn(command, [...options], { ...user, detached: true, stdio: ['ignore', out, out], env: { PATH: process.env['PATH'] ?? '', ...environment }, cwd: user === undefined ? process.cwd() : '/' });
    closeSync(out);
    this.#child = child;
    this.#ours = false;
    child.once('exit', (code, signal) => {
      this.#child = null;
      if (!this.#ours) this.ends.push(String(signal ?? code));
    });
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    for (const one of family(pid)) {
      try {
        process.kill(one, signal);
      } catch {
        // It has just ended by itself.
      }
    }
  }

  /** Pulls the plug: the process and all its children are gone at once. */
  kill(): void {
    if (this.#child === null) return;
    this.#ours = true;
    this.#signal('SIGKILL');
  }

  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** Started again if it is down. */
  revive(): void {
    if (this.#child === null && !this.#stopping) this.#start();
  }

  /** Asks it to stop and waits; null: it did not, and was killed. */
  async stop(signal: NodeJS.Signals, withinMs: number): Promise<string | null> {
    this.#stopping = true;
    const child = this.#child;
    if (child === null) return 'down';
    this.#ours = true;
    const ended = new Promise<string>((resolve) => child.once('exit', (code, by) => resolve(String(by ?? code))));
    // Only the process itself is asked: what it started is for it to end.
    if (child.pid !== undefined) process.kill(child.pid, signal);
    const how = await Promise.race([ended, sleep(withinMs, null, { ref: false })]);
    if (how === null) this.#signal('SIGKILL');
    return how;
  }
}
