import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What of Debian's packages the tests of channels find on this machine. `.ci/run` installs them where it may. */
function capabilities() {
  const can = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  const network = can('unshare', '-n', 'ip', 'link', 'set', 'lo', 'up');
  return {
    network, netSmpp: can('perl', '-MNet::SMPP', '-e', '1'), tshark: can('tshark', '--version'),
    kannel: ['/usr/sbin/bearerbox', '/usr/sbin/smsbox'].every((path) => existsSync(path)), fakesmsc: existsSync('/usr/lib/kannel/test/fakesmsc'),
  };
}

export const capability = capabilities();

const MISSING: Readonly<Record<keyof typeof capability, string>> = {
  network: 'a network of its own (root, `unshare -n`, and iproute2)', netSmpp: 'libnet-smpp-perl', tshark: 'tshark', kannel: 'kannel', fakesmsc: 'kannel-extras',
};

/** The name of a test, and, where it cannot run here, why it does not. */
export function named(title: string, ...needs: readonly (keyof typeof capability)[]): string {
  const missing = needs.filter((need) => !capability[need]).map((need) => MISSING[need]);
  if (missing.length === 0) return title;
  const words = `${title} [skipped: this machine lacks ${missing.join(', ')}]`;
  // A report may leave out the names of what did not run.
  process.stderr.write(`${words}\n`);
  return words;
}

/** Runs a scene in a network of its own, where nothing is but loopback: ports never clash and nothing is reachable from outside. Gives the object that it prints. */
export function play<Result>(scene: string, ...args: readonly string[]): Result {
  const ran = spawnSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, `test/fixtures/channels/${scene}.mjs`, ...args], { encoding: 'utf8', timeout: 90_000 });
  if (ran.status !== 0) throw new Error(`${scene} ended with ${String(ran.status ?? ran.signal)}: ${ran.stderr}`);
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as Result;
}
