import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exact } from "../../runtime/exact/mod.ts";
import { goldenFolder, readGolden } from "../support/golden.ts";
import { skipUnless } from "../support/skip.ts";
import { gTest } from "../support/statistics.ts";
import { type Config, histogramOf, programOf } from "./config.ts";
import { mockModel } from "./mock_model.ts";
import { checkPosterior, type PosteriorSet } from "./posterior.ts";
import { type SetReport, totalsOf } from "./report.ts";
import { checkRuntime } from "./runtime.ts";
import { sampleWithRuntime } from "./sample_with_runtime.ts";
import { checkSamplers, type SamplersSet } from "./samplers.ts";
import { checkScores, type ScoresSet } from "./scores.ts";

const posterior = readGolden<PosteriorSet>("posterior.json");
const scores = readGolden<ScoresSet>("scores.json");
const samplers = readGolden<SamplersSet>("samplers.json");

/** The same data with every number of some fields moved. */
const moved = <T>(golden: T, fields: readonly string[], by: (x: number) => number): T =>
  JSON.parse(
    JSON.stringify(golden),
    (key, value) =>
      fields.includes(key) ? JSON.parse(JSON.stringify(value), (_, x) => (typeof x === "number" ? by(x) : x)) : value,
  ) as T;

const failures = (report: SetReport): number => totalsOf([report]).failed;

/** Small configurations, each of another kind. */
const few = (samplers?.configs ?? []).filter(({ length, steps }) => length <= 4 && steps <= 3).filter((_, i) =>
  i % 9 === 0
);

const conformance = suite("conformance finds what is wrong");
const golden = skipUnless(
  posterior !== null && scores !== null && samplers !== null,
  `no golden data in ${goldenFolder()}`,
)(conformance);

conformance("an empty set is a failure", async () => {
  assert.is(failures(checkPosterior({})), 3);
  assert.is(failures(checkScores({})), 3);
  assert.is(failures(await checkSamplers({})), 1);
});

golden("posteriors, schedules and scores that are off by 1e-7", () => {
  const off = (x: number) => x + 1e-7;
  assert.is(failures(checkPosterior(posterior!)), 0);
  assert.is(
    failures(checkPosterior(moved(posterior!, ["probs", "alpha_prime"], off))),
    posterior!.posterior!.length + posterior!.schedules!.length,
  );
  assert.is(failures(checkScores(scores!)), 0);
  assert.ok(failures(checkScores(moved(scores!, ["scores"], off))) > 0);
});

golden("quotas that are off by one", () => {
  assert.ok(failures(checkScores(moved(scores!, ["num_to_corrupt"], (x) => x + 1))) > 0);
});

golden("a histogram in which 2 % of the mass has moved, and other numbers of calls", async () => {
  assert.is(failures(await checkSamplers({ configs: few })), 0);
  const shifted = few.map((config): Config => {
    const counts = [...histogramOf(config, config.prefix_lengths?.[0] ?? 0)].sort((a, b) => b[1] - a[1]);
    const [[first, most], [second, next]] = counts as [[string, number], [string, number]];
    const move = Math.round(0.02 * config.N);
    const changed = new Map([...counts, [first, most - move], [second, next + move]] as const);
    return { ...config, histogram: Object.fromEntries([...changed].map(([key, n]) => [key.replaceAll(",", ""), n])) };
  }).filter((config) => config.histogram_by_prefix_length === undefined && config.batch > 1);
  assert.is(failures(await checkSamplers({ configs: shifted })), shifted.length);
  const costly = few.filter(({ batch }) => batch > 1).map((config) => ({
    ...config,
    nfe_histogram: { "99": config.N },
  }));
  assert.is(failures(await checkSamplers({ configs: costly })), costly.length);
});

/** N = 4000 samples a configuration, fixed seed; family false-alarm rate 1e-3. */
golden("the runtime samples the exact law", async () => {
  assert.is(failures(await checkRuntime(few, { samples: 4000 })), 0);
});

/** N = 4000: a step less moves more than a tenth of the mass, so that p is far below 1e-6. */
golden("the runtime does not sample the law of another number of steps", async () => {
  const config = samplers!.configs!.find(({ predictor, steps }) => predictor === "ancestral" && steps > 2)!;
  const law = await exact(programOf(config)!, mockModel({ ...config, vocabulary: config.vocab }), {
    length: config.length,
  });
  const hurried = { ...config, steps: 1 };
  const { counts } = await sampleWithRuntime(hurried, programOf(hurried)!, { samples: 4000, prefix: 0 });
  assert.ok(gTest(counts, isRight(law) ? law.right.distribution : new Map()).p < 1e-6);
});

golden("every configuration is a program of the language", () => {
  assert.ok(samplers!.configs!.every((config) => programOf(config) !== null));
});

conformance.run();
