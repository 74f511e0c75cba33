import { isLeft } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { describeJaxMissing, type JaxArray, type JaxLibrary, loadJax } from "../../../runtime/blockdit/jax/load.ts";
import type { TrainData } from "../../../runtime/train/data.ts";
import {
  describeTrain,
  prepareData,
  type TrainConfig,
  type TrainEvent,
  training,
  type TrainState,
} from "../../../runtime/train/mod.ts";
import { train } from "../../../runtime/train/trainer.ts";
import { runTraining, toyData } from "../../support/training_run.ts";
import { tinyConfig } from "../../support/training_twin.ts";

const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }

const config = tinyConfig({ process: "absorbing", blocks: [{ size: 4, weight: 1 }], layers: 1, steps: 3 });

/** What a run that cannot begin says, as its only event. */
const refused = async (
  more: { data?: Partial<TrainData>; config?: Partial<TrainConfig>; from?: TrainState },
): Promise<string> => {
  const run = { config: { ...config, ...more.config }, data: { ...toyData, ...more.data } };
  const events = await training(more.from === undefined ? run : { ...run, from: more.from });
  if (isLeft(events)) { throw new Error(describeJaxMissing(events.left)); }
  const all: TrainEvent[] = [];
  for await (const event of events.right) {
    all.push(event);
    if (event._tag === "Logged") { break; }
  }
  const [first] = all;
  return first?._tag === "Failed" && all.length === 1 ? describeTrain(first.error) : JSON.stringify(all);
};

const begins = suite("training from a program");
begins("ends in a sentence where the text has no row to train on, or none to hold out", async () => {
  assert.match(
    await refused({ data: { tokens: toyData.tokens.slice(0, 30) } }),
    /training part of the text must have at least 31: found 30/,
  );
  assert.match(
    await refused({ data: { validation: toyData.validation.slice(0, 15) } }),
    /held-out part of the text must have at least 16: found 15/,
  );
  assert.match(
    await refused({ data: { tokens: toyData.tokens.slice(0, 15), separator: 3 } }),
    /training part of the text must have at least 16: found 15/,
  );
});

begins("ends in a sentence where examples were prepared for rows of another length", async () => {
  const text = Array.from({ length: 40 }, (_, i) => `a${i % 7}\nb\n`).join("");
  const examples = Array.from({ length: 40 }, (_, i) => ({ prompt: `a${i % 7}\n`, completion: "b" }));
  const corpus = {
    title: "pairs",
    licence: "none",
    source: "here",
    text,
    examples: { train: examples, validation: examples },
  };
  const data = prepareData(corpus, 16);
  if (isLeft(data)) { throw new Error("this is a text"); }
  assert.is(data.right.rowLength, 128);
  assert.match(
    await refused({ data: data.right }),
    /^Cannot train on rows of 16 tokens as the examples must be prepared for as many: found rows of 128; /,
  );
});

begins("goes on from a state of the same settings and text alone", async () => {
  const { state } = await runTraining(jax, config, { until: 1 });
  for (const other of [{ rate: 0.5 }, { seed: 1 }, { width: 16 }]) {
    assert.match(
      await refused({ from: state, config: other }),
      /^Cannot resume from the state that was given as it must be the state of a run: its settings are .*, and not those/,
    );
  }
  assert.match(
    await refused({ from: state, data: { tokens: toyData.tokens.slice(1) } }),
    /^Cannot resume from the state that was given as the text must be what it was trained on/,
  );
  const { text: _, ...silent } = state;
  const { updates } = await runTraining(jax, config, { from: silent });
  assert.equal(updates.map(({ step }) => step), [1, 2]);
});
begins.run();

/** The library, and all that was uploaded through it. */
const watched = (): { readonly library: JaxLibrary; readonly made: JaxArray[] } => {
  const made: JaxArray[] = [];
  const array = (...given: Parameters<typeof jax.numpy.array>): JaxArray => {
    const flat = jax.numpy.array(...given);
    const reshape = flat.reshape.bind(flat);
    flat.reshape = (...shape) => {
      const shaped = reshape(...shape);
      made.push(shaped);
      return shaped;
    };
    return flat;
  };
  return { library: { ...jax, numpy: { ...jax.numpy, array: array as typeof jax.numpy.array } }, made };
};
const alive = (made: readonly JaxArray[]): number => made.filter((x) => x.refCount > 0).length;

const ends = suite("a training that is left");
ends("leaves nothing on the device, whoever ends it", async () => {
  const { library, made } = watched();
  const signal = AbortSignal.abort();
  for await (const event of train(library, { config, data: toyData, signal })) {
    assert.is(event._tag, "Saved");
    assert.ok(alive(made) > 0);
    break;
  }
  assert.ok(made.length > 0);
  assert.is(alive(made), 0);
});

ends("says why an update failed, not that the state it used up is gone", async () => {
  const { library, made } = watched();
  let compiled = 0;
  const jit = ((f: never) => {
    const step = jax.jit(f) as (...args: never[]) => unknown;
    // The first that is compiled is the update, which consumes the state.
    return compiled++ > 0 ? step : (...args: never[]) => {
      step(...args);
      throw new Error("the device is lost");
    };
  }) as unknown as typeof jax.jit;
  const run = async () => {
    for await (const event of train({ ...library, jit }, { config, data: toyData })) { assert.unreachable(event._tag); }
  };
  const thrown = await run().then(() => "nothing", (error: Error) => error.message);
  assert.is(thrown, "the device is lost");
  assert.ok(made.length > 0);
});
ends.run();
