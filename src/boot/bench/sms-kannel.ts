import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, get, type Server } from 'node:http';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processSeconds } from './processes.js';

export interface Kannel {
  /** Queues so many texts by HTTP while the operator is away. */
  feed(count: number, receipts: boolean): Promise<void>;
  /** Seconds of processor time of the two daemons. */
  seconds(): number | null;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const FEEDERS = 20;

export function kannelWords(): string | null {
  const said = spawnSync('bearerbox', ['-v', '4', '--version'], { encoding: 'utf8' });
  return said.error === undefined ? (/Kannel bearerbox version `?([\w.]+)/.exec(said.stdout)?.[1] ?? 'of unknown version') : null;
}

export async function freePort(): Promise<number> {
  const probe = createTcp();
  await new Promise<void>((resolve) => probe.listen(0, HOST, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function ask(agent: Agent, url: string): Promise<string> {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += String(chunk); });
      response.on('end', () => resolve(text));
    }).on('error', () => resolve(''));
  });
}

async function until(what: () => Promise<boolean>, words: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await what()) return;
    await sleep(50);
  }
  throw new Error(`Kannel: never ${words}`);
}

const groups = (port: number, window: number, ports: Readonly<Record<'admin' | 'box' | 'sendsms', number>>): string => [
  { group: 'core', 'admin-port': ports.admin, 'admin-interface': HOST, 'admin-password': 'x', 'smsbox-port': ports.box, 'smsbox-interface': HOST, 'box-allow-ip': HOST, 'log-level': 4, 'dlr-storage': 'internal' },
  { group: 'smsbox', 'bearerbox-host': HOST, 'bearerbox-port': ports.box, 'sendsms-port': ports.sendsms, 'sendsms-interface': HOST, 'log-level': 4 },
  { group: 'sendsms-user', username: 'u', password: 'p' },
  { group: 'smsc', smsc: 'smpp', 'smsc-id': 'bench', host: HOST, port, 'smsc-username': 'bench', 'smsc-password': 'bench', 'system-type': '', 'address-range': '', 'transceiver-mode': 'true', 'max-pending-submits': window, 'reconnect-delay': 1 },
].map((group) => Object.entries(group).map(([name, value]) => `${name} = ${value === '' ? '""' : String(value)}`).join('\n')).join('\n\n');

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  if (await Promise.race([gone.then(() => false), sleep(5_000, true)])) child.kill('SIGKILL');
};

/** Kannel's two daemons, connected to an operator on the port. Its own logs are off but for panics; receipts go to a web server of ours, as they would. */
export async function startKannel(port: number, window: number, text: string): Promise<Kannel> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-kannel-'));
  const ports = { admin: await freePort(), box: await freePort(), sendsms: await freePort() };
  const path = join(folder, 'kannel.conf');
  writeFileSync(path, `${groups(port, window, ports)}\n`);
  const agent = new Agent({ keepAlive: true, maxSockets: FEEDERS });
  const receipts: Server = createServer((_request, response) => void response.end());
  await new Promise<void>((resolve) => receipts.listen(0, HOST, resolve));
  const receiptsPort = (receipts.address() as AddressInfo).port;
  const status = () => ask(agent, `http://${HOST}:${ports.admin}/status.txt?password=x`);
  const bearerbox = spawn('bearerbox', [path], { stdio: 'ignore', cwd: folder });
  await until(async () => (await status()).includes('(online'), 'connected');
  const smsbox = spawn('smsbox', [path], { stdio: 'ignore', cwd: folder });
  await until(async () => (await ask(agent, `http://${HOST}:${ports.sendsms}/cgi-bin/sendsms`)) !== '', 'listening');
  return {
    async feed(count, wanted) {
      const query = new URLSearchParams({ username: 'u', password: 'p', from: '10690000', to: '8613800000000', text, ...(wanted ? { 'dlr-mask': '31', 'dlr-url': `http://${HOST}:${receiptsPort}/` } : {}) });
      let left = count;
      await Promise.all(Array.from({ length: FEEDERS }, async () => {
        while (left > 0) {
          left -= 1;
          const said = await ask(agent, `http://${HOST}:${ports.sendsms}/cgi-bin/sendsms?${query}`);
          if (!/^[03]:/.test(said)) throw new Error(`Kannel: ${said}`);
        }
      }));
    },
    seconds() {
      const [a, b] = [bearerbox, smsbox].map(({ pid }) => (pid === undefined ? null : processSeconds(pid)));
      return a === null || b === null || a === undefined || b === undefined ? null : a + b;
    },
    async stop() {
      await end(smsbox);
      await end(bearerbox);
      agent.destroy();
      receipts.closeAllConnections();
      await new Promise((resolve) => receipts.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
