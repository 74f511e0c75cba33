import { type Either, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../../thrown.ts";
import type { Gsm8kRecord, RecordStore } from "./record.ts";

/** A record could not be appended, such as on a full disk; those before it stay. */
export type NotKept = Readonly<{ _tag: "NotKept"; reason: string }>;

/**
 * Appends records one after the other, and none behind one that failed: that one may have left half a line, which the next would
 * lengthen.
 */
export const keeping = (store: RecordStore): (record: Gsm8kRecord) => Promise<Either<NotKept, Gsm8kRecord>> => {
  let last: Promise<Either<NotKept, unknown>> = Promise.resolve(right(null));
  return (record) => {
    const kept = last.then((before) => before._tag === "Left" ? before : append(store, record));
    last = kept;
    return kept;
  };
};

const append = async (store: RecordStore, record: Gsm8kRecord): Promise<Either<NotKept, Gsm8kRecord>> => {
  try {
    await store.append(record);
    return right(record);
  } catch (thrown) {
    return left({ _tag: "NotKept", reason: reasonOf(thrown) });
  }
};
