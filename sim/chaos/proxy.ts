import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy whose connections can be cut and held: the network between two processes. */
export class Proxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #held = false;

  constructor(port: number, target: number) {
    this.#server = createServer((from) => {
      const to = connect(target, '127.0.0.1');
      const pair = [from, to] as const;
      this.#pairs.add(pair);
      const end = () => {
        this.#pairs.delete(pair);
        from.destroy();
        to.destroy();
      };
      for (const [one, other] of [[from, to], [to, from]] as const) {
        one.setNoDelay(true);
        one.on('error', end).on('close', end);
        one.on('data', (chunk) => void (other.destroyed || other.write(chunk)));
      }
      if (this.#held) for (const socket of pair) socket.pause();
    });
    this.#server.listen(port, '127.0.0.1');
  }

  /** Cuts what is open now, mid-word; gives how many connections that was. */
  cut(): number {
    const pairs = [...this.#pairs];
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    return pairs.length;
  }

  /** Nothing passes, nothing is lost. */
  hold(): void {
    this.#held = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  release(): void {
    this.#held = false;
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
