import { engineScorer, likelihood } from "../../runtime/eval/likelihood/mod.ts";
import { hostEngine } from "../../runtime/blockdit/mod.ts";
import type { JaxLibrary } from "../../runtime/blockdit/jax/load.ts";
import { averagedTensors } from "../../runtime/train/checkpoint.ts";
import type { TrainData } from "../../runtime/train/data.ts";
import { miniLanguage, type TrainOptions } from "../../runtime/train/mod.ts";
import { networkOf } from "../../runtime/train/network.ts";
import { runTraining } from "./training_run.ts";
import { tinyConfig } from "./training_twin.ts";

/** Three letters in runs of about six: what stands at a place follows from its neighbours, so that a minute is enough to learn it. */
const language = miniLanguage("aaaaaabbbbbbcccccc");
const ids = (text: string): Uint16Array => Uint16Array.from(text, (c) => language.symbols.indexOf(c));

const data: TrainData = {
  title: "runs of three letters",
  licence: "none",
  source: "drawn",
  tokens: ids(language.draw(100_000, 0)),
  validation: ids(language.draw(20_000, 1)),
  vocabulary: language.symbols.length,
  lengths: language.symbols.map(() => 1),
  tokenizerJson: "{}",
  decode: (tokens) => tokens.map((token) => language.symbols[token]).join(""),
};

/** Tokens of a row, and rows of held-out text that are measured. */
const [LENGTH, ROWS] = [32, 64];
const heldOut = Int32Array.from(data.validation.subarray(0, ROWS * LENGTH));

/** Shares of pairs in the training text: the first two letters of a row cost what they say. */
const pairs = new Float64Array(language.symbols.length ** 2);
data.tokens.forEach((token, i) => {
  if (i > 0) { pairs[data.tokens[i - 1]! * language.symbols.length + token]! += 1 / (data.tokens.length - 1); }
});

/** Exact bits per character of the held-out rows under the language itself: no model does better. */
export const truth = (): number => {
  let bits = 0;
  for (let row = 0; row < heldOut.length; row += LENGTH) {
    const tokens = Array.from(heldOut.subarray(row, row + LENGTH));
    bits += language.bits(data.decode(tokens)) - Math.log2(pairs[tokens[0]! * language.symbols.length + tokens[1]!]!);
  }
  return bits / heldOut.length;
};

/** Trains on the language for half a minute of one core; bits per character of the held-out rows in AR mode and at block 16. */
export const trained = async (jax: JaxLibrary, options: Partial<TrainOptions>) => {
  const config = tinyConfig({
    width: 32,
    layers: 2,
    length: LENGTH,
    rows: 16,
    steps: 1000,
    rate: 0.01,
    ema: 0.98,
    evalEvery: 1_000_000,
    checkpointEvery: 1e9,
    ...options,
  });
  const { state } = await runTraining(jax, config, { data });
  const network = networkOf(config, data.vocabulary);
  const tensors = averagedTensors(network, state);
  const engine = hostEngine(network, (name) => tensors.get(name)!);
  const scorer = engineScorer(engine, network, { process: config.process, vocabulary: data.vocabulary });
  const rows = { x0: heldOut, length: LENGTH, characters: heldOut.length };
  const { sizes: [ar, block] } = await likelihood(scorer, rows, { blockSizes: [1, 16], draws: 8 });
  return { ar: ar!.bitsPerCharacter, block16: block!.bitsPerCharacter };
};
