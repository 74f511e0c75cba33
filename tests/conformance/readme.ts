import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Program } from "../../dsl/mod.ts";
import { readmeBlock } from "../support/package.ts";
import { root } from "../support/root.ts";
import type { Config } from "./config.ts";
import { type Case, caseOf, type SetReport, skipped } from "./report.ts";
import { compareProgram, type RuntimeOptions } from "./runtime.ts";

interface Samplers {
  readonly ancestral: Program;
  readonly arpc: Program;
}

/** The README's first block as it stands, but with the sizes of a golden configuration and temperature 1. */
const programsOf = async (config: Config): Promise<Samplers> => {
  const source = (readmeBlock() ?? "")
    .replaceAll("blocks(16,", `blocks(${config.block_size},`)
    .replaceAll("denoise(8,", `denoise(${config.steps},`)
    .replace("temperature: 0.7", `temperature: 1`)
    .replaceAll("3 * 8", String(Math.ceil(48 / config.block_size!) * config.steps))
    .replaceAll("3 * 15", String(Math.ceil(48 / config.block_size!) * (2 * config.steps - 1)));
  const folder = join(root, ".cache", "readme");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${config.id.replaceAll(/[^a-z0-9]/gi, "_")}.ts`);
  writeFileSync(file, source);
  const print = console.log;
  console.log = () => {};
  try {
    return await import(pathToFileURL(file).href) as Samplers;
  } finally {
    console.log = print;
    rmSync(file);
  }
};

const isPlain = (config: Config): boolean =>
  config.temperature === 1 && config.noise === "log-linear" && config.noise_removal === "ancestral" &&
  config.steps_policy === "full" && !config.early_stopping && (config.num_ar_tokens ?? 0) === 0 &&
  config.prefix_tokens === undefined && config.noise_eps === 1e-3 && config.time_eps === 1e-5;

const isNll = ({ arpc }: Config): boolean =>
  arpc?.corruption_mode === "ar_metric" && arpc.ar_metric === "nll" && arpc.warmup_steps === 0 &&
  arpc.guide_every === 1;

/** The golden configurations that the README's two samplers are. */
const matches = (configs: readonly Config[]): readonly (readonly [Config, keyof Samplers])[] =>
  configs.filter(isPlain).flatMap((config): readonly (readonly [Config, keyof Samplers])[] =>
    config.predictor === "block_ancestral"
      ? [[config, "ancestral"]]
      : config.predictor === "ar_then_arpc" && isNll(config)
      ? [[config, "arpc"]]
      : []
  );

/** The README's first block against the golden histograms, and its samples against the law. */
export const checkReadme = async (
  configs: readonly Config[],
  options: RuntimeOptions,
  complaintsOf: (config: Config, program: Program) => Promise<readonly string[]>,
): Promise<SetReport> => {
  const cases: Case[] = [];
  for (const [config, name] of matches(configs)) {
    const program = (await programsOf(config))[name];
    const complaints = [...await complaintsOf(config, program)];
    for (const { p } of await compareProgram(config, program, 0, options)) {
      if (p < 1e-5) complaints.push(`the runtime's samples are off: p = ${p}`);
    }
    cases.push(caseOf(`README ${name} as ${config.id}`, complaints));
  }
  const none = { name: "first code block", outcome: skipped("no configuration of this folder is one of its samplers") };
  return { set: "README", groups: [{ name: "first code block", cases: cases.length > 0 ? cases : [none] }] };
};
