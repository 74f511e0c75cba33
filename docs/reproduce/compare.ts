import { type Estimate, meanInterval } from "../../runtime/eval/metrics/mod.ts";
import type { Cell } from "../../runtime/eval/sweep/cells.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";
import { bitsOf, type Summary, textsOf } from "../../runtime/eval/sweep/summarise.ts";

/** Which cells are meant; seeds are put together. */
export type Which = Partial<Pick<Cell, "model" | "sampler" | "process" | "budget" | "temperature">>;

/** Do cells have all of this? */
export const isOf = (cell: Cell, which: Which): boolean =>
  Object.entries(which).every(([key, value]) => cell[key as keyof Which] === value);

/** A difference of two means over pairs. */
export interface Difference extends Estimate {
  /** The half width is under a third of the difference: enough texts to claim it. */ readonly clear: boolean;
}

/** Bits of the first less those of the second, text by text of equal seeds and sample ids; null where one is missing. */
export const difference = (results: readonly SweepResult[], first: Which, second: Which): Difference | null => {
  const [a, b] = [first, second].map((which) => {
    const some = results.filter(({ cell }) => isOf(cell, which));
    return { bits: textsOf(some, bitsOf), seeds: some.map(({ cell }) => cell.seed).toSorted((x, y) => x - y) };
  });
  if (a!.bits.length === 0 || a!.bits.length !== b!.bits.length || String(a!.seeds) !== String(b!.seeds)) {
    return null;
  }
  // A pair of which one text has no score says nothing.
  const found = meanInterval(a!.bits.map((bits, i) => bits - b!.bits[i]!).filter(Number.isFinite));
  return { ...found, clear: isClear(found) };
};

/** An effect may be claimed where half of its 95 % interval is under a third of it. */
export const isClear = ({ mean, half }: Estimate): boolean => half < Math.abs(mean) / 3;

/** Where excess bits come from. */
export interface Gap {
  /** The exact model's bits beyond the law's own. */ readonly sampler: number;
  /** The network's bits beyond the exact model's, with the same sampler. */ readonly model: number;
}

/** Splits a network's excess over the law; null where one of them is missing. */
export const gapOf = (
  summaries: readonly Summary[],
  models: { readonly exact: string; readonly network: string },
  which: Omit<Which, "model">,
  law: number,
): Gap | null => {
  const [exact, network] = [models.exact, models.network].map((model) =>
    summaries.find(({ cell }) => isOf(cell, { ...which, model }))?.bits.mean
  );
  return exact === undefined || network === undefined ? null : { sampler: exact - law, model: network - exact };
};
