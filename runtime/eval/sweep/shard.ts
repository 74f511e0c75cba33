import { type Either, left, right } from "fp-ts/lib/Either.js";

/** The part of a sweep that one machine runs. */
export interface Shard {
  /** From 1. */ readonly part: number;
  readonly of: number;
}

/** Reads `i/n`. */
export const readShard = (text: string): Either<string, Shard> => {
  const [, part = NaN, of = NaN] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  return part >= 1 && part <= of
    ? right({ part, of })
    : left(`Cannot read the shard ${JSON.stringify(text)}: write i/n with i from 1 to n, such as 1/3`);
};

/** Every n-th cell in the order of ids, which has nothing to do with what cells cost. Shards share no cell and miss none. */
export const inShard = <A extends { readonly id: string }>(cells: readonly A[], { part, of }: Shard): readonly A[] => {
  const sorted = cells.map(({ id }) => id).toSorted();
  const mine = new Set(sorted.filter((_, i) => i % of === part - 1));
  return cells.filter(({ id }) => mine.has(id));
};
