import type { TrainConfig } from "../../train/config.ts";

/**
 * The `blockgen train` that makes a run with these settings again; those that the command line does not name have their defaults. Node's
 * flag is part of it: with it sums are rounded differently.
 */
export const commandOf = (config: TrainConfig, out: string): string => {
  const blocks = config.blocks.map(({ size, weight }) => `${size}:${weight}`).join(",");
  const process = config.process === "absorbing" ? "masked" : config.process;
  return [
    "node --experimental-wasm-relaxed-simd --import tsx runtime/cli.ts train",
    `--corpus ${config.corpus} --process ${process} --loss ${config.loss} --blocks ${blocks}${
      config.start === undefined ? "" : ` --start ${config.start}`
    }${config.from === undefined ? "" : ` --from ${config.from}`}`,
    config.steps === undefined ? `--minutes ${config.minutes}` : `--steps ${config.steps}`,
    `--vocabulary ${config.vocabulary} --width ${config.width} --layers ${config.layers} --heads ${config.heads}`,
    `--rows ${config.rows} --length ${config.length} --rate ${config.rate} --seed ${config.seed}`,
    `--eval-every ${config.evalEvery} --out ${out}`,
  ].join(" \\\n  ");
};
