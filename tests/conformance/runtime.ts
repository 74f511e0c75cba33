import { isLeft } from "fp-ts/lib/Either.js";
import type { Program } from "../../dsl/mod.ts";
import type { BackendName } from "../../runtime/backends/backend.ts";
import { describeExact, exact } from "../../runtime/exact/mod.ts";
import { gTest, holm } from "../support/statistics.ts";
import { type Config, prefixesOf, programOf, rowOf } from "./config.ts";
import { singlePrecisionMock } from "./mock_model.ts";
import { failed, passed, type SetReport } from "./report.ts";
import { sampleWithRuntime } from "./sample_with_runtime.ts";

/** How many samples of each configuration, and where kernels run. */
export interface RuntimeOptions {
  readonly samples: number;
  readonly backend?: BackendName;
}

/** False-alarm rate of all comparisons together. */
const FAMILY_RATE = 1e-3;
/** Share of the samples that the planted error moves. */
const PLANTED = 0.02;
/** Samples that it takes to see the planted error at the family's rate. */
const ENOUGH = 100_000;

/** p-values of one comparison; `planted` is that of the same samples with an error put in. */
export interface Compared {
  readonly name: string;
  readonly p: number;
  readonly planted: number | null;
}

/** The same counts with a share of all samples moved from the most frequent sequence to the next; null if there is no next. */
const withError = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> | null => {
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (first === undefined || second === undefined) return null;
  const moved = Math.round(PLANTED * [...counts.values()].reduce((a, b) => a + b, 0));
  return new Map([...counts, [first[0], first[1] - moved], [second[0], second[1] + moved]]);
};

/** The runtime's samples of a program against the law on the same float32 logits: sequences, and numbers of function evaluations. */
export const compareProgram = async (
  config: Config,
  program: Program,
  prefix: number,
  options: RuntimeOptions,
): Promise<readonly Compared[]> => {
  const model = singlePrecisionMock({ ...config, vocabulary: config.vocab });
  const asked = { length: config.length, row: rowOf(config, prefix), verifyNoise: "ignored" } as const;
  const law = await exact(program, model, asked);
  if (isLeft(law)) throw new Error(describeExact(law.left));
  const { counts, nfe } = await sampleWithRuntime(config, program, { ...options, prefix });
  const wrong = withError(counts);
  const planted = wrong === null ? null : gTest(wrong, law.right.distribution).p;
  return [
    { name: `${config.id}, prefix ${prefix}: tokens`, p: gTest(counts, law.right.distribution).p, planted },
    { name: `${config.id}, prefix ${prefix}: NFE`, p: gTest(nfe, law.right.nfe).p, planted: null },
  ];
};

/** All comparisons of a configuration: one for each of its prefix lengths. */
export const compareConfig = async (config: Config, options: RuntimeOptions): Promise<readonly Compared[]> => {
  const program = programOf(config);
  if (program === null) return [{ name: config.id, p: 0, planted: null }];
  const all: Compared[] = [];
  for (const prefix of prefixesOf(config)) all.push(...await compareProgram(config, program, prefix, options));
  return all;
};

/** Holm's procedure over all comparisons; with enough samples the planted errors must be seen, each at the family's rate. */
export const judge = (compared: readonly Compared[], { samples }: RuntimeOptions): SetReport => {
  const rejected = holm(compared.map(({ p }) => p), FAMILY_RATE);
  const tests = compared.map(({ name, p }, i) => ({ name, outcome: rejected[i] ? failed(`p = ${p}`) : passed }));
  const seen = compared.flatMap(({ name, planted }) => planted === null ? [] : [{ name, planted }]);
  const plants = seen.map(({ name, planted }) => ({
    name: `${name} with ${PLANTED * 100} % moved`,
    outcome: planted <= FAMILY_RATE / seen.length ? passed : failed(`not noticed: p = ${planted}`),
  }));
  const groups = [{ name: "G-tests", cases: tests }];
  return {
    set: `runtime, ${samples} samples`,
    groups: samples < ENOUGH ? groups : [...groups, { name: "planted errors", cases: plants }],
  };
};

/** G-tests of the runtime's samples against the exact law. */
export const checkRuntime = async (configs: readonly Config[], options: RuntimeOptions): Promise<SetReport> => {
  const compared: Compared[] = [];
  for (const config of configs) compared.push(...await compareConfig(config, options));
  return judge(compared, options);
};
