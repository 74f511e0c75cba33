import { isLeft } from "fp-ts/lib/Either.js";
import type { Program } from "../../dsl/mod.ts";
import type { BackendName } from "../../runtime/backends/backend.ts";
import { describe } from "../../runtime/errors.ts";
import { run } from "../../runtime/run.ts";
import { type Config, rowOf } from "./config.ts";
import { mockModel } from "./mock_model.ts";

/** How samples are drawn with the runtime. */
export interface SamplingOptions {
  /** How many. */ readonly samples: number;
  /** Which of the configuration's prefix lengths the rows have. */ readonly prefix: number;
  readonly backend?: BackendName;
  readonly seed?: number;
}

/** Counts of sequences (tokens joined by commas) and of function evaluations. */
export interface Sampled {
  readonly counts: ReadonlyMap<string, number>;
  readonly nfe: ReadonlyMap<number, number>;
}

/** Rows that run side by side. */
const BATCH = 20_000;

const increment = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** Samples of a configuration's program from the runtime, on the mock network with its float32 logits; throws what a run ends in. */
export const sampleWithRuntime = async (
  config: Config,
  program: Program,
  options: SamplingOptions,
): Promise<Sampled> => {
  const { samples, prefix, backend = "host", seed = 1 } = options;
  const model = mockModel({ ...config, vocabulary: config.vocab });
  const counts = new Map<string, number>();
  const nfe = new Map<number, number>();
  for (let first = 0; first < samples; first += BATCH) {
    const rows = Array.from(
      { length: Math.min(BATCH, samples - first) },
      (_, i) => ({ ...rowOf(config, prefix), sample: first + i }),
    );
    const result = await run(program, model, { length: config.length, rows, seed, backend })();
    if (isLeft(result)) throw new Error(describe(result.left));
    for (const row of result.right.rows) {
      increment(counts, row.tokens.join(","));
      increment(nfe, row.nfe);
    }
  }
  return { counts, nfe };
};
