/**
 * What needs files, worker threads or other programs, for Node and Deno: texts and judges by name, a sandbox for Python, records and
 * sweeps that outlive a killed run. Import it from `blockgen/node`.
 *
 * @module
 */
export {
  describePythonUnavailable,
  openPython,
  type PoolOptions,
  type PythonUnavailable,
} from "./eval/gsm8k/python_pool_node.ts";
export { describeRecordsError, openRecords, type RecordsError } from "./eval/gsm8k/records_node.ts";
export { judgeKinds, openJudge, type OpenJudgeOptions } from "./eval/judges/open_judge_node.ts";
export { type Cell, cellsOf, type NamedCell, type VersionOf } from "./eval/sweep/cells.ts";
export { readResults } from "./eval/sweep/journal_node.ts";
export { mergeResults, type ResultFile } from "./eval/sweep/merge.ts";
export type { SweepPlan } from "./eval/sweep/plan.ts";
export { planInFile } from "./eval/sweep/read_plan_node.ts";
export type { Measured, PerText, SweepResult } from "./eval/sweep/result.ts";
export { inShard, readShard, type Shard } from "./eval/sweep/shard.ts";
export { summarise, type Summary } from "./eval/sweep/summarise.ts";
export { runSweep, type SweepProgress, type SweepRun } from "./eval/sweep/sweep_node.ts";
export { versionOnDisk } from "./eval/sweep/version_node.ts";
export { corpusNames, loadCorpus } from "./train/corpora/load_node.ts";
export { tokenizerFor } from "./tokenizers/load_node.ts";
