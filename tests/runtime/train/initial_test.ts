import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { leavesOf } from "../../../runtime/blockdit/jax/leaves.ts";
import { readTrainConfig } from "../../../runtime/train/config.ts";
import { copyingParameters, initialParameters, initialState } from "../../../runtime/train/initial.ts";
import { networkOf } from "../../../runtime/train/network.ts";

const [width, layers, seed] = [64, 3, 5];
const config = readTrainConfig({ corpus: "mini", width, layers, seed, steps: 1 });
if (!isRight(config)) { throw new Error("these are settings"); }
const leaves = leavesOf(networkOf(config.right, 100));
const usual = initialParameters(leaves, layers, seed);
const copying = copyingParameters(leaves, layers, seed);
const valuesOf = (parameters: typeof usual, name: string, part = 0): Float32Array =>
  Float32Array.from(parameters[leaves.findIndex((leaf) => leaf.name === name && leaf.part === part)]!.values);

const start = suite("a start that copies");
start("has the embedding as head, and all but that and what attention gives as usual", () => {
  assert.equal(valuesOf(copying, "output_layer.linear.weight"), valuesOf(usual, "vocab_embed.embedding"));
  usual.forEach((tensor, i) => {
    if (!/attn_out|output_layer\.linear\.weight/.test(tensor.name)) { assert.equal(copying[i], tensor); }
  });
});

start("takes a token's values to 1 / sqrt(2 layers) of itself, but for noise of 1 / sqrt(width)", () => {
  const [out, values] = [
    valuesOf(copying, "blocks.1.attn_out.weight"),
    valuesOf(copying, "blocks.1.attn_qkv.weight", 2),
  ];
  const product = (a: number, b: number): number => {
    let sum = 0;
    for (let k = 0; k < width; k++) { sum += out[a * width + k]! * values[k * width + b]!; }
    return sum * Math.sqrt(2 * layers);
  };
  const cells = Array.from({ length: width ** 2 }, (_, i) => [Math.floor(i / width), i % width] as const);
  const rms = (of: readonly number[]): number => Math.sqrt(of.reduce((sum, x) => sum + x * x, 0) / of.length);
  // Cells of `V^T V`, V normal with variance 1 / width: standard deviations sqrt(2 / width) and 1 / sqrt(width).
  const off = rms(cells.filter(([a, b]) => a !== b).map(([a, b]) => product(a, b)));
  const on = rms(cells.filter(([a, b]) => a === b).map(([a, b]) => product(a, b) - 1));
  assert.ok(Math.abs(off * Math.sqrt(width) - 1) < 0.1, String(off));
  assert.ok(Math.abs(on * Math.sqrt(width / 2) - 1) < 0.5, String(on));
});

start("is the start of runs that ask for it, and of no others", () => {
  const first = (of: "copying" | undefined) => initialState(leaves, { layers, seed, start: of }).parameters;
  assert.equal(first("copying"), copying);
  assert.equal(first(undefined), usual);
});
start.run();
