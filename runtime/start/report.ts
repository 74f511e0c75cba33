import { columns } from "../cli/layout.ts";
import type { Performance } from "./duel.ts";

const noiseOf = ({ process }: Performance): string => process === "absorbing" ? "masked" : "uniform";

/** The numbers of all runs as a table; `blocks` is how many blocks were made in all. */
export const numbers = (all: readonly Performance[], blocks: number): readonly string[] =>
  columns([
    ["noise", "sampler", "engine", "kernels", "NFE", "a block", "tokens/s", "bits/char", "settled"],
    ...all.map((one) => [
      noiseOf(one),
      one.sampler,
      one.engine,
      one.backend,
      String(one.nfe),
      String(Math.round(one.nfe / blocks * 10) / 10),
      String(Math.round(one.tokensPerSecond)),
      one.bitsPerCharacter?.toFixed(2) ?? "",
      String(one.settled),
    ]),
  ]);

const signed = (bits: number): string => `${Math.abs(bits).toFixed(2)} bits ${bits < 0 ? "fewer" : "more"}`;

type Judged = Pick<Performance, "process" | "sampler" | "bitsPerCharacter">;

/**
 * What the numbers of this run say, in sentences; they follow the numbers, whichever way these went.
 *
 * @param judge Where the bits are from, a sentence.
 */
export const takeaways = (all: readonly Judged[], steps: number, judge: string): readonly string[] => {
  const bits = (process: string, sampler: string): number | null => {
    return all.find((one) => one.process === process && one.sampler === sampler)?.bitsPerCharacter ?? null;
  };
  const own = bits("absorbing", "one by one");
  const [masked, uniform] = [bits("absorbing", "ancestral"), bits("uniform", "ancestral")];
  const [maskedArpc, uniformArpc] = [bits("absorbing", "arpc"), bits("uniform", "arpc")];
  if (own === null || masked === null || uniform === null || maskedArpc === null || uniformArpc === null) {
    return [judge];
  }
  return [
    `${judge} One token after the other gets ${own.toFixed(2)}.`,
    `Ancestral in ${steps} ${steps === 1 ? "step" : "steps"} a block: ${signed(masked - own)} with masked noise, ${
      signed(uniform - own)
    } with uniform noise; ${closer(masked, uniform)}.`,
    `ARPC, the marked line: ${signed(maskedArpc - masked)} than ancestral with masked noise, ${
      signed(uniformArpc - uniform)
    } with uniform noise${steps === 1 ? " (in one step there is nothing to correct)" : ""}; ${
      closer(maskedArpc, uniformArpc)
    }.`,
    ...(Math.min(maskedArpc, uniformArpc) < own
      ? [
        "Fewer bits than the model's own text is not better text: correcting by likelihood also makes texts more alike. Read them above.",
      ]
      : []),
  ];
};

const closer = (masked: number, uniform: number): string =>
  Math.abs(masked - uniform) < 0.005 ? "they are level" : `${masked < uniform ? "masked" : "uniform"} noise is ahead`;
