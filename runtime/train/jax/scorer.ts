import type { Process } from "../../../dsl/mod.ts";
import type { NetworkConfig } from "../../blockdit/config.ts";
import type { Leaf } from "../../blockdit/jax/leaves.ts";
import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";
import { logProbabilities } from "../../eval/likelihood/log_probabilities.ts";
import type { Scorer, ScoreRequest } from "../../eval/likelihood/scorer.ts";
import { type BatchArrays, type StepTables, trainingLogits } from "./loss.ts";
import type { Uploader } from "./batch.ts";
import { byName } from "./step.ts";

/** What a scorer of training's network is made of. */
export interface ScorerParts {
  readonly config: NetworkConfig;
  readonly leaves: readonly Leaf[];
  readonly tables: StepTables;
  readonly uploader: Uploader;
  readonly process: Process;
  /** Real tokens V. */ readonly vocabulary: number;
}

type Inputs = Pick<BatchArrays, "x0" | "xt" | "context" | "block">;

/** Predictions of parameters that change while training goes on, compiled once; batches of one size only, see `rows`. */
export const jaxScorer = (jax: JaxLibrary, parts: ScorerParts, rows: number) => {
  const { config, leaves, tables, uploader, process, vocabulary } = parts;
  const forward = (parameters: JaxArray[], inputs: Inputs, fixed: StepTables): JaxArray => {
    const logits = trainingLogits(jax, config, byName(leaves, parameters), inputs, fixed);
    jax.tree.dispose([parameters, inputs, fixed] as never);
    return logits;
  };
  const compiled = jax.jit(forward as never) as unknown as typeof forward;
  /** The scorer of some parameters, which stay the caller's. */
  return (parameters: readonly JaxArray[]): Scorer => ({
    process,
    vocabulary,
    score: async ({ x0, xt, length, blockSize }: ScoreRequest) => {
      const padded = (tokens: Int32Array) => {
        const all = new Int32Array(rows * length);
        all.set(tokens);
        return all;
      };
      const none = new Float32Array(rows * length);
      const { weight, evidence, ...inputs } = uploader.upload({
        x0: padded(x0),
        xt: padded(xt),
        weight: none,
        evidence: none,
        blockSizes: Array.from({ length: rows }, () => blockSize),
      });
      [weight, evidence].forEach((x) => x.dispose());
      const logits = compiled(parameters.map((p) => p.ref), inputs, jax.tree.ref(tables as never));
      const values = await logits.data() as Float32Array;
      return logProbabilities(values.subarray(0, x0.length * config.vocabulary), config.vocabulary, vocabulary);
    },
  });
};
