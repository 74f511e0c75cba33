import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { ar, arpc, blockAncestral } from "../../dsl/mod.ts";
import { hostEngine } from "../blockdit/host/engine.ts";
import { blockDitModel } from "../blockdit/model.ts";
import { abilitiesOf } from "../checkpoints/abilities_of.ts";
import { describe } from "../errors.ts";
import type { Model } from "../model.ts";
import { run } from "../run.ts";
import { averagedTensors, ownSectionOf } from "./checkpoint.ts";
import type { TrainConfig } from "./config.ts";
import { promptLengths } from "./corpora/examples.ts";
import type { TrainData } from "./data.ts";
import { networkOf } from "./network.ts";
import type { TrainState } from "./state.ts";

/** Tokens of a sample, and updates of each of its blocks: a second or two on the host. */
const [LENGTH, STEPS] = [32, 8];

const modelOf = (config: TrainConfig, data: TrainData, averages: Pick<TrainState, "ema">): Model | null => {
  const network = networkOf(config, data.vocabulary);
  const abilities = abilitiesOf(network, config.process, ownSectionOf(config, data.vocabulary));
  const tensors = averagedTensors(network, averages);
  return isLeft(abilities) ? null : blockDitModel({
    name: data.title,
    config: network,
    abilities: abilities.right,
    engine: hostEngine(network, (name) => tensors.get(name)!),
  });
};

/** What a sample begins with: the prompt of the first held-out example, where there are examples. */
const promptIn = ({ length }: TrainConfig, { validation, separator }: TrainData): readonly number[] => {
  const row = validation.subarray(0, length);
  return separator === undefined ? [] : [...row.subarray(0, promptLengths(row, length, separator)[0])];
};

/**
 * Short texts of a network in training, from the moving average of its parameters, by the name of their sampler: ancestral, and ARPC where
 * left-to-right prediction is trained. The same seed each time, so that they can be compared from one evaluation to the next.
 */
export const sampleTexts = async (
  config: TrainConfig,
  data: TrainData,
  averages: Pick<TrainState, "ema">,
): Promise<ReadonlyMap<string, string>> => {
  const model = modelOf(config, data, averages);
  const size = Math.max(...config.blocks.map((share) => share.size));
  const prompt = promptIn(config, data);
  const options = {
    length: Math.min(config.length, Math.max(size, LENGTH, prompt.length + size)),
    rows: [prompt.length === 0 ? {} : { prompt }],
    seed: config.seed,
    backend: "host",
  } as const;
  const texts = new Map<string, string>();
  if (model === null) { return texts; }
  const add = async (name: string, program: Parameters<typeof run>[0]) => {
    const result = await run(program, model, options)();
    texts.set(name, isRight(result) ? data.decode(result.right.rows[0].tokens) : describe(result.left));
  };
  await add("block-ancestral", blockAncestral({ size, steps: STEPS }));
  if (model.abilities.arVerify) { await add("arpc", arpc({ size, steps: STEPS, by: ar.nll })); }
  return texts;
};
