import { isLeft } from "fp-ts/lib/Either.js";
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

interface Compared {
  readonly name: string;
  readonly p: number;
}

/** The runtime's samples against the law on the same float32 logits: sequences, and numbers of function evaluations. */
const compare = async (config: Config, prefix: number, options: RuntimeOptions): Promise<readonly Compared[]> => {
  const program = programOf(config);
  if (program === null) return [{ name: config.id, p: 0 }];
  const model = singlePrecisionMock({ ...config, vocabulary: config.vocab });
  const law = await exact(program, model, {
    length: config.length,
    row: rowOf(config, prefix),
    verifyNoise: "ignored",
  });
  if (isLeft(law)) throw new Error(describeExact(law.left));
  const { counts, nfe } = await sampleWithRuntime(config, program, { ...options, prefix });
  return [
    { name: `${config.id}, prefix ${prefix}: tokens`, p: gTest(counts, law.right.distribution).p },
    { name: `${config.id}, prefix ${prefix}: NFE`, p: gTest(nfe, law.right.nfe).p },
  ];
};

/** G-tests of the runtime's samples against the exact law, Holm's procedure over all configurations. */
export const checkRuntime = async (configs: readonly Config[], options: RuntimeOptions): Promise<SetReport> => {
  const compared: Compared[] = [];
  for (const config of configs) {
    for (const prefix of prefixesOf(config)) compared.push(...await compare(config, prefix, options));
  }
  const rejected = holm(compared.map(({ p }) => p), FAMILY_RATE);
  const cases = compared.map(({ name, p }, i) => ({ name, outcome: rejected[i] ? failed(`p = ${p}`) : passed }));
  return { set: `runtime, ${options.samples} samples`, groups: [{ name: "G-tests", cases }] };
};
