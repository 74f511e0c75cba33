import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ancestral,
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  cost,
  type Program,
  random,
  sequence,
  type StepPolicy,
} from "../../../dsl/mod.ts";
import { readGolden } from "../../support/golden.ts";
import { skipUnless } from "../../support/skip.ts";

interface Config {
  readonly id: string;
  readonly predictor: "ancestral" | "block_ancestral" | "ar_then_block" | "ar_then_arpc";
  readonly length: number;
  readonly steps: number;
  readonly block_size: number;
  readonly num_ar_tokens: number;
  readonly steps_policy: "full" | "proportional";
  readonly prefix_lengths?: readonly number[];
  readonly arpc?: { readonly corruption_mode: string; readonly guide_every: number; readonly warmup_steps: number };
  readonly early_stopping: boolean;
  readonly batch: number;
  readonly nfe_histogram: Readonly<Record<string, number>>;
}

const golden = readGolden<{ readonly configs: readonly Config[] }>("samplers.json");

const policyOf = (config: Config): StepPolicy => {
  if (config.steps_policy === "full") { return "full"; }
  return config.predictor === "ancestral" ? "perToken" : "proportional";
};

const samplerOf = (config: Config): Program => {
  const { steps, block_size: size, num_ar_tokens: upTo, predictor } = config;
  const prefix = Math.min(...(config.prefix_lengths ?? [0]));
  // A row that meets the end of its text goes on as long as others run: with a batch of one there are none.
  const afterEos = config.batch === 1 ? "end" : "continue";
  const place = { prefix, ...(config.early_stopping ? { stop: { eos: 0, afterEos } as const } : {}) };
  const shared = { ...place, steps, policy: policyOf(config) };
  if (predictor === "ancestral") { return ancestral(shared); }
  if (predictor === "block_ancestral") { return blockAncestral({ ...shared, size }); }
  const first = autoregressive({ ...place, upTo });
  if (predictor === "ar_then_block") { return sequence(first, blockAncestral({ ...shared, size })); }
  const { corruption_mode: mode, guide_every: every, warmup_steps: warmup } = config.arpc!;
  const verifies = mode !== "random" && mode !== "diffusion_metric";
  return sequence(first, arpc({ ...shared, size, by: verifies ? ar.nll : random, every, warmup }));
};

const counted = suite("cost against the calls that the paper's own code made");
const test = skipUnless(golden !== null, "no golden data: set BLOCKGEN_SHARED to the folder that holds it")(counted);

test("every configuration, to the call", () => {
  assert.ok(golden!.configs.length > 0);
  for (const config of golden!.configs) {
    const seen = Object.keys(config.nfe_histogram).map(Number);
    const prompt = Math.max(...(config.prefix_lengths ?? [0]));
    const { least, most } = cost(samplerOf(config), { length: config.length, prompt });
    assert.equal([least, most], [Math.min(...seen), Math.max(...seen)], config.id);
  }
});

counted.run();
