/**
 * Writes a checkpoint of random weights, by default of the published size (0.7 GB):
 *
 *     npx tsx tests/support/synthetic_checkpoint.ts DIR [--hidden 768 --heads 12 --blocks 12 --conditioning 128]
 *         [--length 1024 --vocabulary 50258 --process absorbing --dtype F32 --seed 1] [--no-adaln] [--block-causal]
 */
import { parseArgs } from "node:util";
import type { OwnSection, WrittenDtype } from "../../runtime/checkpoints/mod.ts";
import { writeSynthetic } from "./synthetic_weights.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hidden: { type: "string", default: "768" },
    heads: { type: "string", default: "12" },
    blocks: { type: "string", default: "12" },
    conditioning: { type: "string", default: "128" },
    length: { type: "string", default: "1024" },
    vocabulary: { type: "string", default: "50258" },
    process: { type: "string", default: "absorbing" },
    dtype: { type: "string", default: "F32" },
    seed: { type: "string", default: "1" },
    "no-adaln": { type: "boolean", default: false },
    "block-causal": { type: "boolean", default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Cannot write a checkpoint as a folder must be named");

const noise = values.process as OwnSection["process"];
const written = await writeSynthetic(folder, {
  network: {
    hidden: Number(values.hidden),
    heads: Number(values.heads),
    blocks: Number(values.blocks),
    conditioning: Number(values.conditioning),
    length: Number(values.length),
    vocabulary: Number(values.vocabulary),
    adaLN: !values["no-adaln"],
    causalContext: !values["block-causal"],
    activation: "gelu",
  },
  dtype: values.dtype as WrittenDtype,
  seed: Number(values.seed),
  own: {
    process: noise,
    prediction: noise === "absorbing" ? "full" : "unknown",
    blockSizes: "any",
  },
});
console.log(`${written.toLocaleString("en")} numbers in ${folder}`);
