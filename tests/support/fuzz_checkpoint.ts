import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import * as assert from "uvu/assert";
import { type CheckpointError, checkpointFromBytes, describeCheckpoint } from "../../runtime/checkpoints/mod.ts";
import { type Files, mutations } from "./checkpoint_mutations.ts";
import { tinyConfig, tinyModel } from "./tiny_checkpoint.ts";

/** What became of the mutated checkpoints. */
export interface Outcome {
  /** Loads that ended well. */ readonly loaded: number;
  /** How often each error came. */ readonly errors: ReadonlyMap<string, number>;
  /** Longest load, in seconds. */ readonly slowest: number;
  /** By how much the process grew at most, in bytes. */ readonly grown: number;
}

/** Loads a checkpoint and reads all of it: the first error, or null. */
const loadAll = async ({ model, config }: Files): Promise<CheckpointError | null> => {
  const checkpoint = await checkpointFromBytes(model, config, { process: "absorbing" });
  if (isLeft(checkpoint)) return checkpoint.left;
  for (const { name, elements } of checkpoint.right.weights.entries) {
    const values = await checkpoint.right.weights.tensor(name);
    if (isLeft(values)) return values.left;
    assert.is(values.right.length, elements);
  }
  return null;
};

/** Mutates a small valid checkpoint `runs` times; anything but a valid load or a tagged error with its sentence throws. */
export const fuzzCheckpoint = async (runs: number, seed: number): Promise<Outcome> => {
  const errors = new Map<string, number>();
  const originals = (["F32", "F16"] as const).map((dtype) => ({
    model: tinyModel(dtype),
    config: JSON.stringify(tinyConfig),
  }));
  const before = process.memoryUsage.rss();
  let [loaded, slowest, grown] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...originals), mutations, async (original, changes) => {
      const files = changes.reduce<Files>((changed, { apply }) => apply(changed), original);
      const start = performance.now();
      const error = await loadAll(files);
      slowest = Math.max(slowest, (performance.now() - start) / 1000);
      grown = Math.max(grown, process.memoryUsage.rss() - before);
      if (error === null) loaded++;
      else {
        errors.set(error._tag, (errors.get(error._tag) ?? 0) + 1);
        const sentence = describeCheckpoint(error);
        assert.match(sentence, /^Cannot \S/);
        assert.ok(sentence.length < 1000, sentence);
      }
    }),
    { numRuns: runs, seed },
  );
  return { loaded, errors, slowest, grown };
};

/** Holds an outcome to its bounds, and prints it. */
export const judgeFuzz = ({ loaded, errors, slowest, grown }: Outcome, kinds: number): void => {
  const counts = [...errors].sort(([, a], [, b]) => b - a).map(([tag, count]) => `${tag} ${count}`);
  console.log(
    `\n  loaded ${loaded}; ${counts.join(", ")}; slowest ${(1000 * slowest).toFixed(1)} ms, grown ${
      (grown / 2 ** 20).toFixed(0)
    } MiB`,
  );
  assert.ok(loaded > 0, "some mutations hurt nothing");
  assert.ok(errors.size >= kinds, `${errors.size} kinds of errors`);
  assert.ok(slowest < 2, `${slowest} s`);
  assert.ok(grown < 400 * 2 ** 20, `${grown} bytes`);
};
