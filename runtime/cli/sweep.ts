import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { type Cell, cellsOf, type NamedCell } from "../eval/sweep/cells.ts";
import { planInFile } from "../eval/sweep/read_plan_node.ts";
import { inShard, readShard } from "../eval/sweep/shard.ts";
import { runSweep, type SweepProgress } from "../eval/sweep/sweep_node.ts";
import { versionOnDisk } from "../eval/sweep/version_node.ts";
import { withoutCells } from "../eval/sweep/without_cells.ts";
import { reasonOf } from "../thrown.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { progressBar } from "./progress_bar.ts";
import { merge } from "./sweep_merge.ts";
import type { Terminal } from "./terminal.ts";
import { numberAt, positive } from "./values.ts";

/** Where results go if nobody says: beside the plan, each shard into its own file. */
const resultsOf = (plan: string, shard: string | undefined): string =>
  `${plan.replace(/\.[mc]?(?:json|[jt]s)$/, "")}${shard === undefined ? "" : `.${shard.replace("/", "of")}`}.jsonl`;

/** What a plan comes to. */
interface Planned {
  readonly cells: readonly NamedCell[];
  /** Sentences on what of the plan does nothing. */ readonly notices: readonly string[];
}

/** The cells of a plan, or those of a shard; a plan without any is an error. */
const cellsFor = async (plan: string, shard: string | undefined): Promise<Either<Failure, Planned>> => {
  const read = await planInFile(plan);
  if (isLeft(read)) { return failed(read.left.join("\n")); }
  const cells = cellsOf(read.right, versionOnDisk());
  const notices = withoutCells(read.right);
  if (cells.length === 0) { return failed(`Cannot sweep as ${plan} has no cell:\n${notices.join("\n")}`); }
  if (shard === undefined) { return right({ cells, notices }); }
  const part = readShard(shard);
  return isLeft(part) ? misused(part.left) : right({ cells: inShard(cells, part.right), notices });
};

const nameOf = ({ model, sampler, process, budget, temperature, seed }: Cell): string =>
  `${sampler} on ${model} (${process}, ${budget ?? "own"} NFE, temperature ${temperature ?? "none"}, seed ${seed})`;

const ended = (file: string, { cells, done, failed: broken }: SweepProgress, json: boolean): string =>
  json
    ? `${JSON.stringify({ file, cells, done, failed: broken })}\n`
    : `${done} of ${cells} cells are in ${file}${broken === 0 ? "" : `, ${broken} failed`}\n`;

const sweep = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const [plan, ...more] = args.words;
  if (plan === undefined || more.length > 0) { return misused("Cannot sweep as one plan must be named: a file"); }
  const workers = numberAt(args, "workers", positive);
  if (isLeft(workers)) { return workers; }
  const shard = valueAt(args, "shard");
  const planned = await cellsFor(plan, shard);
  if (isLeft(planned)) { return planned; }
  const file = valueAt(args, "out") ?? resultsOf(plan, shard);
  const bar = progressBar(terminal, has(args, "quiet"));
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  for (const notice of planned.right.notices) { bar.line(notice); }
  try {
    const end = await runSweep(planned.right.cells, {
      file,
      workers: workers.right,
      signal: stop.signal,
      told: bar.show,
      noticed: ({ cell }, sentence) => bar.line(`${cell.model}: ${sentence}`),
      failed: ({ cell }, sentence) => bar.line(`${nameOf(cell)}: ${sentence}`),
    });
    bar.clear();
    if (isLeft(end)) { return failed(end.left); }
    terminal.out(ended(file, end.right, has(args, "json")));
    return right(end.right.failed > 0 ? 1 : end.right.done < end.right.cells ? 130 : 0);
  } catch (thrown) {
    return failed(`Cannot keep results in ${file}: ${reasonOf(thrown)}`);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
};

/** `blockgen sweep`: runs every cell of a plan once, on all cores, resumably. */
export const sweepCommand: Command = {
  name: "sweep",
  summary: "run samplers over noises, NFE, temperatures and seeds; resumable, in shards",
  words: "PLAN.json|PLAN.ts | --merge FILES",
  mostWords: Infinity,
  options: {
    out: { value: "FILE", means: "file of results, one a line, that grows and is gone on with (beside the plan)" },
    shard: { value: "I/N", means: "only this part of the cells, for one of N machines" },
    workers: { value: "N", means: "threads (one a core)" },
    merge: { means: "put files of results together, sorted, instead of running" },
    quiet: { means: "without progress" },
    json: { means: "one JSON object at the end" },
  },
  examples: [
    "blockgen sweep plan.json --out results.jsonl",
    "blockgen sweep plan.json --shard 1/3",
    "blockgen sweep --merge plan.1of3.jsonl plan.2of3.jsonl plan.3of3.jsonl --out results.jsonl",
  ],
  run: async (args, terminal) => await (has(args, "merge") ? merge : sweep)(args, terminal),
};
