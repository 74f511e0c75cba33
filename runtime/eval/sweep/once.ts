import { type Either, isLeft } from "fp-ts/lib/Either.js";

/** A thing that was opened, or the sentence why not. */
export type Opened<A> = Promise<Either<string, A>>;

/** Opens each thing once. What could not be opened is tried again when it is next asked for: a download may have broken off. */
export const once = <A>(): (key: string, open: () => Opened<A>) => Opened<A> => {
  const known = new Map<string, Opened<A>>();
  return async (key, open) => {
    const opening = known.get(key) ?? open();
    known.set(key, opening);
    const opened = await opening;
    if (isLeft(opened) && known.get(key) === opening) { known.delete(key); }
    return opened;
  };
};
