import { isLeft } from "fp-ts/lib/Either.js";
import type { Process } from "../../dsl/mod.ts";
import { chooseEngine } from "../../runtime/blockdit/choose.ts";
import { blockDitModel } from "../../runtime/blockdit/model.ts";
import { abilitiesOf } from "../../runtime/checkpoints/abilities_of.ts";
import type { Model } from "../../runtime/model.ts";
import { averagedTensors, ownSectionOf } from "../../runtime/train/checkpoint.ts";
import { describeTrain, readTrainConfig, training, type TrainState } from "../../runtime/train/mod.ts";
import { networkOf } from "../../runtime/train/network.ts";
import { data } from "./language.ts";

/** What a step came to; a script that cannot go on says why. */
const must = <A>(
  found: { readonly _tag: "Left"; readonly left: unknown } | { readonly _tag: "Right"; readonly right: A },
): A => {
  if (found._tag === "Left") { throw new Error(JSON.stringify(found.left)); }
  return found.right;
};

const configOf = (process: Process, steps: number) =>
  must(readTrainConfig({
    corpus: "letters",
    process,
    blocks: [{ size: 1, weight: 0.25 }, { size: 16, weight: 0.75 }],
    width: 32,
    layers: 2,
    heads: 2,
    length: 32,
    rows: 16,
    rate: 0.01,
    ema: 0.98,
    evalEvery: 1_000_000,
    checkpointEvery: 1e9,
    steps,
  }));

/** A network that was trained on the language for so many updates, and how to free it. */
export const trainedModel = async (
  process: Process,
  steps: number,
): Promise<{ readonly model: Model; readonly dispose: () => Promise<void> }> => {
  const config = configOf(process, steps);
  let state: TrainState | undefined;
  for await (const event of must(await training({ config, data }))) {
    if (event._tag === "Failed") { throw new Error(describeTrain(event.error)); }
    if (event._tag === "Saved") { state = event.state; }
  }
  const network = networkOf(config, data.vocabulary);
  const tensors = averagedTensors(network, state!);
  const engine = await chooseEngine("auto", network, { arrays: (name) => tensors.get(name)! });
  if (isLeft(engine)) { throw new Error(engine.left._tag); }
  const abilities = must(abilitiesOf(network, process, ownSectionOf(config, data.vocabulary)));
  const model = blockDitModel({ name: data.title, config: network, abilities, engine: engine.right });
  return { model, dispose: async () => await engine.right.dispose() };
};
