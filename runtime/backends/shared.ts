import * as E from "fp-ts/lib/Either.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import type { RunError } from "../errors.ts";
import type { Backend, BackendName } from "./backend.ts";
import { openBackend } from "./choose.ts";

type Opened = E.Either<RunError, Backend>;

const opened = new Map<BackendName | "auto", Promise<Opened>>();

/**
 * The backend of that name that all runs of this program share, so that kernels are compiled once; opened when it is first
 * asked for. One that could not be opened is tried again the next time.
 */
export const sharedBackend = (wanted: BackendName | "auto"): TaskEither<RunError, Backend> => async () => {
  const pending = opened.get(wanted) ?? openBackend(wanted)();
  opened.set(wanted, pending);
  const backend = await pending;
  if (E.isLeft(backend)) { opened.delete(wanted); }
  return backend;
};

/** Opens it anew the next time: a backend that failed, say because its device was lost, is of no more use. */
export const forgetBackend = async (failed: Backend): Promise<void> => {
  for (const [wanted, pending] of opened) {
    const backend = await pending;
    if (E.isRight(backend) && backend.right === failed) { opened.delete(wanted); }
  }
};
