/**
 * `npm run conformance -- DIR [--samples N] [--backend NAME]`: compares with golden data in DIR and ends in `N passed, N failed`.
 *
 * The runtime also draws N samples (200,000; 0 for none) of every configuration of samplers.json on a float32 backend, which are
 * tested against the exact law; a few minutes on two cores.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { BackendName } from "../../runtime/backends/backend.ts";
import { goldenFolder, readGolden } from "../support/golden.ts";
import { closingLine } from "../support/runner/report.ts";
import { checkBlockDit } from "./blockdit.ts";
import { engines } from "./engines.ts";
import { checkGsm8k, type Gsm8kSet } from "./gsm8k.ts";
import { checkLoss, type LossSet } from "./loss.ts";
import { checkPosterior, type PosteriorSet } from "./posterior.ts";
import { checkReadme } from "./readme.ts";
import { failed, linesOf, type SetReport, totalsOf } from "./report.ts";
import { compareInParallel } from "./in_parallel.ts";
import { judge, type RuntimeOptions } from "./runtime.ts";
import { checkSamplers, complaintsOf, type SamplersSet } from "./samplers.ts";
import { checkScores, type ScoresSet } from "./scores.ts";

type Check = (folder: string) => Promise<SetReport>;

/** Reads a set and checks it; a missing file is a failure. */
const due = <T>(set: string, check: (golden: T) => SetReport | Promise<SetReport>): Check => async (folder) => {
  const golden = readGolden<T>(`${set}.json`, folder);
  const missing = {
    set,
    groups: [{ name: "file", cases: [{ name: `${set}.json`, outcome: failed("it is missing") }] }],
  };
  return golden === null ? missing : check(golden);
};

const checks: readonly Check[] = [
  due<PosteriorSet>("posterior", checkPosterior),
  due<ScoresSet>("scores", checkScores),
  due<SamplersSet>("samplers", checkSamplers),
  due<LossSet>("loss", checkLoss),
  (folder) => checkBlockDit(join(folder, "blockdit"), engines),
  due<Gsm8kSet>("gsm8k", checkGsm8k),
];

const run = async (folder: string, sampling: RuntimeOptions): Promise<number> => {
  const reports: SetReport[] = [];
  const tell = (report: SetReport) => {
    console.log(linesOf(report).join("\n"));
    reports.push(report);
  };
  for (const check of checks) tell(await check(folder));
  if (sampling.samples > 0) {
    const configs = readGolden<SamplersSet>("samplers.json", folder)?.configs ?? [];
    tell(await checkReadme(configs, sampling, complaintsOf));
    const told = (done: number, id: string) => console.log(`  sampled ${done}/${configs.length} ${id}`);
    tell(judge(await compareInParallel(folder, sampling, told), sampling));
  }
  const { passed, failed, skipped } = totalsOf(reports);
  console.log(closingLine(passed, failed, skipped));
  return failed === 0 && passed > 0 ? 0 : 1;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { samples: { type: "string", default: "200000" }, backend: { type: "string", default: "webasm" } },
});
const folder = goldenFolder(positionals[0]);
if (existsSync(folder)) {
  process.exitCode = await run(folder, { samples: Number(values.samples), backend: values.backend as BackendName });
} else {
  console.error(`Cannot compare as there is no folder ${folder}: name one, or set BLOCKGEN_SHARED`);
  console.log(closingLine(0, 1, 0));
  process.exitCode = 1;
}
