import { mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

/** How often a lock is looked at by who waits, and touched by who holds it, milliseconds. */
const look = 100;
const touch = 5_000;

/** A lock that nobody has touched for so long was left behind: its thread is gone, or its machine. */
const old = 60_000;

const codeOf = (thrown: unknown): unknown => thrown instanceof Error && "code" in thrown ? thrown.code : undefined;

const take = async (lock: string): Promise<boolean> => {
  try {
    await writeFile(lock, `${process.pid} ${hostname()}`, { flag: "wx" });
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === "EEXIST") { return false; }
    throw thrown;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) !== "ESRCH";
  }
};

/** Age alone would let work that was killed wait for a minute before it goes on. */
const isLeftBehind = async (lock: string): Promise<boolean> => {
  try {
    const { mtimeMs } = await stat(lock);
    const [pid, host] = (await readFile(lock, "utf8")).split(" ");
    return Date.now() - mtimeMs > old || (host === hostname() && !isAlive(Number(pid)));
  } catch {
    return false;
  }
};

const hold = async <A>(lock: string, act: () => Promise<A>): Promise<A> => {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => {});
  }, touch);
  timer.unref();
  try {
    return await act();
  } finally {
    clearInterval(timer);
    await rm(lock, { force: true });
  }
};

/**
 * Removes a lock that was left behind, under a lock of its own: of all who found it one looks again and removes it. Whoever comes
 * later finds the lock that was taken since, and leaves it.
 */
const clear = async (lock: string): Promise<void> => {
  const clearing = `${lock}.clear`;
  if (!await take(clearing)) {
    if (await isLeftBehind(clearing)) { await rm(clearing, { force: true }); }
    return await sleep(look);
  }
  try {
    if (await isLeftBehind(lock)) { await rm(lock, { force: true }); }
  } finally {
    await rm(clearing, { force: true });
  }
};

/**
 * Does something while no other thread or process does the same under this lock, a file that is there for as long.
 *
 * @returns What it gave, or null if the caller stopped waiting. Rejects where the lock cannot be made.
 */
export const withLock = async <A>(
  lock: string,
  signal: AbortSignal | undefined,
  act: () => Promise<A>,
): Promise<A | null> => {
  await mkdir(dirname(lock), { recursive: true });
  while (signal?.aborted !== true) {
    if (await take(lock)) { return await hold(lock, act); }
    if (await isLeftBehind(lock)) { await clear(lock); }
    else { await sleep(look); }
  }
  return null;
};
