import {
  ancestral,
  arFirst,
  arpc,
  arThenBlock,
  blockAncestral,
  type BlockSamplerOptions,
  type BlocksOptions,
  type Program,
  type Sampler,
  sequence,
} from "../../dsl/mod.ts";
import { arpcScore } from "./arpc_score.ts";
import { scheduleOf } from "./posterior.ts";

/** A sampler of samplers.json. */
export interface Config {
  readonly id: string;
  readonly process: "absorbing" | "uniform";
  readonly predictor: string;
  readonly length: number;
  readonly vocab: number;
  readonly noise: string;
  readonly noise_eps: number;
  readonly time_eps: number;
  readonly steps: number;
  readonly block_size: number | null;
  readonly num_ar_tokens: number | null;
  readonly ar_commit_every_step: boolean | null;
  readonly noise_removal: "ancestral" | "greedy";
  readonly steps_policy: "full" | "proportional";
  readonly temperature: number;
  readonly early_stopping: boolean;
  readonly eos?: number;
  readonly pad?: number;
  readonly prefix_tokens?: readonly number[];
  readonly prefix_lengths?: readonly number[];
  readonly arpc?: {
    readonly warmup_steps: number;
    readonly guide_every: number;
    readonly corruption_mode: string;
    readonly divergence_measure: string;
    readonly diffusion_metric: string;
    readonly ar_metric: string;
  };
  readonly N: number;
  readonly batch: number;
  readonly nfe?: number;
  readonly nfe_histogram?: Readonly<Record<string, number>>;
  readonly histogram?: Readonly<Record<string, number>>;
  readonly histogram_by_prefix_length?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly mc_noise_tv: number | Readonly<Record<string, number>>;
}

/** Where the golden sampler schedules by the shorter of two prefixes, all rows do. */
const placeOf = (config: Config): BlocksOptions => {
  const lengths = config.prefix_lengths ?? [];
  const { eos, pad } = config;
  const ends = { afterEos: config.batch === 1 ? "end" : "continue" } as const;
  const tokens = { ...(eos === undefined ? {} : { eos }), ...(pad === undefined ? {} : { pad }) };
  return {
    ...(lengths.length > 1 ? { prefix: Math.min(...lengths) } : {}),
    ...(config.early_stopping ? { stop: { ...ends, ...tokens } } : {}),
  };
};

const knobsOf = (config: Config): Omit<BlockSamplerOptions, "size"> => ({
  ...placeOf(config),
  steps: config.steps,
  temperature: config.temperature,
  schedule: scheduleOf(config.noise, config.noise_eps)!,
  timeEps: config.time_eps,
  policy: config.steps_policy,
  pick: config.noise_removal === "greedy" ? "argmax" : "draw",
});

const metricOf = ({ arpc }: Config): string =>
  arpc?.corruption_mode === "divergence"
    ? arpc.divergence_measure
    : arpc?.corruption_mode === "diffusion_metric"
    ? arpc.diffusion_metric
    : arpc?.ar_metric ?? "";

const arpcOf = (config: Config, size: number): Sampler<unknown> | null => {
  const options = { ...knobsOf(config), size };
  const by = arpcScore(config.arpc?.corruption_mode ?? "", metricOf(config));
  if (by === null || config.arpc === undefined) return null;
  const correcting = { by, warmup: config.arpc.warmup_steps, every: config.arpc.guide_every };
  const rest = arpc({ ...options, ...correcting }) as Sampler<unknown>;
  return (config.num_ar_tokens ?? 0) === 0 ? rest : sequence(arFirst({ ...options, ...arOf(config) }), rest);
};

const arOf = (config: Config) => ({
  arTokens: config.num_ar_tokens ?? 0,
  commit: config.ar_commit_every_step === false ? "block" : "token",
} as const);

/** The sampler of a configuration as a program of the language, by its named samplers; null if it has none of that kind. */
export const programOf = (config: Config): Program | null => {
  const size = config.block_size ?? config.length;
  const knobs = knobsOf(config);
  if (knobs.schedule === null) return null;
  switch (config.predictor) {
    case "ancestral": {
      const { stop: _, ...rest } = knobs;
      return ancestral({ ...rest, policy: config.steps_policy === "proportional" ? "perToken" : "full" });
    }
    case "block_ancestral":
      return blockAncestral({ ...knobs, size });
    case "ar_then_block":
      return arThenBlock({ ...knobs, ...arOf(config), size });
    case "ar_then_arpc":
      return arpcOf(config, size);
    default:
      return null;
  }
};

/** Prefix lengths of the configuration's rows; 0 where there is no prefix. */
export const prefixesOf = (config: Config): readonly number[] => config.prefix_lengths ?? [0];

/** The row of a prefix length. */
export const rowOf = (config: Config, prefix: number) =>
  prefix === 0 ? {} : { prompt: (config.prefix_tokens ?? []).slice(0, prefix) };

/** The golden histogram of the rows with a prefix. */
export const histogramOf = (config: Config, prefix: number): ReadonlyMap<string, number> => {
  const counts = config.histogram_by_prefix_length?.[String(prefix)] ?? config.histogram ?? {};
  return new Map(Object.entries(counts).map(([key, count]) => [[...key].join(","), count]));
};

/** The distance from the truth that its sampling noise is expected to have. */
export const noiseOf = (config: Config, prefix: number): number =>
  typeof config.mc_noise_tv === "number" ? config.mc_noise_tv : config.mc_noise_tv[String(prefix)] ?? 0;
