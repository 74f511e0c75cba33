import { type Either, left, right } from "fp-ts/lib/Either.js";
import { existsSync, realpathSync } from "node:fs";
import { withLock } from "../../file_lock_node.ts";

/** Milliseconds. Nobody waits for another sweep: only as long as it takes to clear what a killed one left. */
const patience = 2_000;

/**
 * Does something to a file of results while no other process does, under a lock beside it: `FILE.lock`. The lock of a process that was
 * killed holds nobody up.
 *
 * @returns What it gave, or the sentence that another process has the file. Rejects where the lock cannot be made.
 */
export const whileAlone = async <A>(file: string, act: () => Promise<A>): Promise<Either<string, A>> => {
  const place = existsSync(file) ? realpathSync(file) : file;
  const done = await withLock(`${place}.lock`, AbortSignal.timeout(patience), async () => right(await act()));
  return done ?? left(
    `Cannot write to ${file} as another sweep writes to it; wait for its end, or name another file. ` +
      `If none does, ${place}.lock was left by another machine: it counts for a minute`,
  );
};
