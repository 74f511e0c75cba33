import { isLeft } from "fp-ts/lib/Either.js";
import type { Program } from "../../dsl/mod.ts";
import { describeExact, exact, type ExactResult } from "../../runtime/exact/mod.ts";
import { gTest, normalised, totalVariation } from "../support/statistics.ts";
import { type Config, histogramOf, noiseOf, prefixesOf, programOf, rowOf } from "./config.ts";
import { mockModel } from "./mock_model.ts";
import { type Case, failed, passed, type SetReport, skipped } from "./report.ts";

/** The parts of samplers.json that are read. */
export interface SamplersSet {
  readonly configs?: readonly Config[];
}

/** False-alarm rate of one test of NFE counts. */
const FALSE_ALARM = 1e-4;

/** Golden histograms may be this many times as far away as their sampling noise is expected to bring them. */
const NOISE_FACTOR = 2;

const exactOf = (config: Config, program: Program, prefix: number) =>
  exact(program, mockModel({ ...config, vocabulary: config.vocab }), {
    length: config.length,
    row: rowOf(config, prefix),
    verifyNoise: "ignored",
  });

/**
 * What the language cannot say: in the golden sampler an end token inside a block that is written token by token takes effect at once,
 * here when the block is complete. Where nothing more is asked of the row, the tokens are the same and only its NFE is not.
 */
const stopsInsideBlocks = (config: Config): boolean =>
  config.early_stopping && (config.num_ar_tokens ?? 0) > 0 && config.ar_commit_every_step === false;

const histogramComplaints = (config: Config, prefix: number, result: ExactResult): readonly string[] => {
  const golden = histogramOf(config, prefix);
  if (golden.size === 0) return [`no histogram for prefix ${prefix}`];
  const distance = totalVariation(normalised(golden), result.distribution);
  const limit = NOISE_FACTOR * noiseOf(config, prefix);
  return distance <= limit
    ? []
    : [`total variation ${distance.toFixed(5)} above ${limit.toFixed(5)} (prefix ${prefix})`];
};

const nfeComplaints = (config: Config, result: ExactResult): readonly string[] => {
  const golden = Object.entries(config.nfe_histogram ?? { [String(config.nfe)]: config.N });
  const counts = new Map(golden.map(([calls, count]) => [Number(calls), count]));
  const { p } = gTest(counts, result.nfe);
  return p >= FALSE_ALARM ? [] : [`NFE ${JSON.stringify(golden)}, found ${JSON.stringify([...result.nfe])} (p = ${p})`];
};

/** What a configuration's golden numbers say against the exact law of a program. */
export const complaintsOf = async (config: Config, program: Program): Promise<readonly string[]> => {
  const complaints: string[] = [];
  for (const prefix of prefixesOf(config)) {
    const result = await exactOf(config, program, prefix);
    if (isLeft(result)) return [describeExact(result.left)];
    complaints.push(...histogramComplaints(config, prefix, result.right));
    if (!stopsInsideBlocks(config) || config.batch > 1) complaints.push(...nfeComplaints(config, result.right));
  }
  return complaints;
};

const caseOfConfig = async (config: Config): Promise<Case> => {
  const name = config.id;
  if (stopsInsideBlocks(config) && config.batch > 1 && config.process === "uniform") {
    return { name, outcome: skipped("the end token takes effect inside a block that is written token by token") };
  }
  const program = programOf(config);
  if (program === null) return { name, outcome: failed(`no program for ${config.predictor}`) };
  const complaints = await complaintsOf(config, program);
  return { name, outcome: complaints.length === 0 ? passed : failed(complaints.join("; ")) };
};

/** Whole samplers: the exact law of our program against the golden histogram, and the number of model calls. */
export const checkSamplers = async (golden: SamplersSet): Promise<SetReport> => {
  const cases: Case[] = [];
  for (const config of golden.configs ?? []) cases.push(await caseOfConfig(config));
  return { set: "samplers", groups: [{ name: "configurations", cases }] };
};
