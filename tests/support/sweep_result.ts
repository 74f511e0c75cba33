import { type Cell, idOf } from "../../runtime/eval/sweep/cells.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";

const cell: Cell = {
  model: "law",
  reference: "oracle",
  version: "",
  process: "absorbing",
  sampler: "block-ancestral",
  settings: { block: 16, steps: 3, temperature: 1 },
  budget: 3,
  temperature: 1,
  program: "0",
  seed: 1,
  texts: 2,
  length: 1,
  block: 16,
  judge: "oracle",
  judgeVersion: "",
  engine: "auto",
  backend: "host",
};

/** A result of one-character texts with these bits, and these entropies or one for all. */
export const result = (
  changes: Partial<Cell>,
  bits: readonly number[],
  entropy: number | readonly number[] = 1,
): SweepResult => {
  const own = { ...cell, ...changes };
  const ones = bits.map(() => 1);
  const perText = {
    nats: bits.map((b) => b * Math.LN2),
    tokens: ones,
    characters: ones,
    entropy: typeof entropy === "number" ? bits.map(() => entropy) : entropy,
  };
  const ran = { engine: "oracle", backend: "host" };
  return { id: idOf(own), cell: own, nfe: 3, perText, distinct: [1, 1, 1, 1], tokens: "", ran };
};
