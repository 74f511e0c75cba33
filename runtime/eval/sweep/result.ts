import * as v from "valibot";
import type { Cell, NamedCell } from "./cells.ts";

/** What a cell came to. Nothing in it depends on when or where it ran. */
export interface Measured {
  /** Function evaluations a block that ran, on average. */ readonly nfe: number;
  /** Of each text, in the order of sample ids: cells of one seed differ in nothing else, so that texts are pairs. */
  readonly perText: PerText;
  /** Distinct 1- to 4-grams of characters over all of a text, on average over texts with a score; null where none has one. */
  readonly distinct: readonly (number | null)[];
  /** Hash of all tokens: equal hashes, equal texts. */ readonly tokens: string;
  /** What really computed logits and kernels. */ readonly ran: { readonly engine: string; readonly backend: string };
}

/** `[text]`. */
export interface PerText {
  /** What the judge says, nats. */ readonly nats: readonly number[];
  /** The judge's tokens. */ readonly tokens: readonly number[];
  /** Characters that they spell. */ readonly characters: readonly number[];
  /** Entropy of the text's characters, bits. */ readonly entropy: readonly number[];
}

/** A line of a file of results. */
export interface SweepResult extends Measured {
  readonly id: string;
  readonly cell: Cell;
}

const numbers = v.array(v.number());
const schema = v.object({
  id: v.string(),
  cell: v.looseObject({
    model: v.string(),
    sampler: v.string(),
    process: v.picklist(["absorbing", "uniform"]),
    judge: v.string(),
    seed: v.number(),
  }),
  nfe: v.number(),
  perText: v.object({ nats: numbers, tokens: numbers, characters: numbers, entropy: numbers }),
  distinct: v.array(v.nullable(v.number())),
  tokens: v.string(),
  ran: v.object({ engine: v.string(), backend: v.string() }),
});

/** A result as a line of a file. */
export const resultLine = ({ id, cell }: NamedCell, measured: Measured): string =>
  `${JSON.stringify({ id, cell, ...measured })}\n`;

/** The result of a line, or null if it is none: the last line of a killed run may be half a line. */
export const readResult = (line: string): SweepResult | null => {
  try {
    const read = v.safeParse(schema, JSON.parse(line));
    return read.success ? read.output as unknown as SweepResult : null;
  } catch {
    return null;
  }
};

/** The results among the lines of a text, each id once. */
export const resultsAmong = (text: string): readonly SweepResult[] => {
  const results = text.split("\n").flatMap((line) => readResult(line) ?? []);
  return [...new Map(results.map((one) => [one.id, one])).values()];
};

/** How a line of ours begins; each part may be the last that a killed run wrote. */
const torn = /^(?:\{?|\{"(?:i(?:d"?)?)?|\{"id":|\{"id":"[0-9a-f]{0,16}|\{"id":"[0-9a-f]{16}"(?:,"?|,"c.*)?)$/s;

/** Can this be what a killed run wrote of its last line? */
export const isTorn = (tail: string): boolean => torn.test(tail);
