import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RedisServer {
  readonly host: string;
  readonly port: number;
  readonly words: string;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const SETTINGS = { 'appendonly': 'yes', 'appendfsync': 'everysec', 'save': '', 'maxmemory-policy': 'noeviction' } as const;
const HOST = '127.0.0.1';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, HOST, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** One inline command and the first line of its answer. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, HOST, () => socket.write(`${command}\r\n`));
    socket.setTimeout(60_000, () => socket.destroy(new Error(`redis: no answer to ${command}`)));
    socket.once('data', (data) => {
      resolve(data.toString('utf8').trim());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

/** A Redis of its own on a free port, its log of changes in the folder; `null` where Redis is not installed. */
export async function startRedis(folder: string): Promise<RedisServer | null> {
  const version = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) return null;
  const home = join(folder, 'redis');
  mkdirSync(home);
  const port = await freePort();
  const child = spawn('redis-server', ['--port', String(port), '--bind', HOST, '--dir', home, ...Object.entries(SETTINGS).flatMap(([name, value]) => [`--${name}`, value])], { stdio: 'ignore' });
  const halt = () => void child.kill('SIGTERM');
  process.once('exit', halt);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    try {
      if ((await ask(port, 'PING')) === '+PONG') break;
    } catch (error) {
      if (tries > 200) throw error;
    }
    await sleep(25);
  }
  return {
    host: HOST, port, words: `Redis ${/v=([\d.]+)/.exec(version.stdout)?.[1] ?? '?'}, ${Object.entries(SETTINGS).map(([name, value]) => `${name} ${value === '' ? 'off' : value}`).join(', ')}`,
    async flush() {
      const said = await ask(port, 'FLUSHALL');
      if (said !== '+OK') throw new Error(`redis: FLUSHALL said ${said}`);
    },
    async stop() {
      process.off('exit', halt);
      halt();
      await gone;
    },
  };
}
