/**
 * `npm start`: two samplers side by side on the oracle of the shipped book, with masked and with uniform noise.
 *
 * @module
 */
import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { explain, type Process } from "../dsl/mod.ts";
import { type Arguments, has, type Options, readArguments } from "./cli/arguments.ts";
import { failed, type Failure } from "./cli/failure.ts";
import { commandHelp } from "./cli/help.ts";
import { wrap } from "./cli/layout.ts";
import { backendNames } from "./cli/sample_options.ts";
import { styled, type Terminal, thisTerminal } from "./cli/terminal.ts";
import { choiceAt, gather, natural, numberAt, positive } from "./cli/values.ts";
import { chooseBackend } from "./backends/choose.ts";
import { BlockgenError, describe } from "./errors.ts";
import { type Book, loadBook, markovOracle } from "./models/mod.ts";
import { duel, type Performance, solo } from "./start/duel.ts";
import { acts, blockSize, oneByOne, temperature } from "./start/programs.ts";
import { numbers, takeaways } from "./start/report.ts";
import { pipelines } from "./start/side_by_side.ts";
import { stageView } from "./start/stage_view.ts";

const options: Options = {
  backend: { value: "NAME", means: `where kernels run: ${backendNames.join(", ")} (auto)` },
  seed: { value: "N", means: "same seed, same text (1)" },
  steps: { value: "N", means: "updates of a block (8)" },
  length: { value: "N", means: "characters of a text (256)" },
  json: { means: "one JSON object at the end, instead of text" },
  help: { means: "this text" },
};

interface Settings {
  readonly backend: typeof backendNames[number];
  readonly seed: number;
  readonly steps: number;
  readonly length: number;
}

/** Texts of each sampler; the first is shown, the numbers are of all of them. */
const rows = 4;

const settingsOf = (args: Arguments): Either<Failure, Settings> => {
  const read = gather<Settings & Record<string, unknown>>({
    backend: choiceAt(args, "backend", backendNames),
    seed: numberAt(args, "seed", natural),
    steps: numberAt(args, "steps", positive),
    length: numberAt(args, "length", positive),
  });
  return isLeft(read) ? read : right({ backend: "auto", seed: 1, steps: 8, length: 256, ...read.right });
};

/** This shows gpu.js at work: its best backend here, also where a run of `auto` would take the host, which is faster for few rows. */
const kernelsFor = async (settings: Settings): Promise<Either<Failure, Settings>> => {
  if (settings.backend !== "auto") { return right(settings); }
  const found = await chooseBackend("auto")();
  return isLeft(found) ? failed(describe(found.left)) : right({ ...settings, backend: found.right });
};

const modelOf = (book: Book, process: Process) => markovOracle(book.text, { process, start: "\n", name: book.title });

const show = async (book: Book, { steps, ...run }: Settings, terminal: Terminal): Promise<readonly Performance[]> => {
  const pair = acts(steps);
  const say = (text: string): void => terminal.out(`${text}\n`);
  say(styled(terminal, "bold", "Two samplers, one seed. They differ in the marked line.") + "\n");
  pipelines(pair, terminal).forEach(say);
  const all: Performance[] = [];
  for (const process of ["absorbing", "uniform"] as const) {
    const noise = process === "absorbing" ? "masked" : "uniform";
    say("\n" + styled(terminal, "cyan", `${noise} noise, an exact model of ${book.title}`));
    const view = stageView(terminal, run.length);
    all.push(...await duel(pair, modelOf(book, process), { ...run, rows }, view));
  }
  all.push(await solo(oneByOne, modelOf(book, "absorbing"), { ...run, rows }));
  say(`\n${rows} texts of ${run.length} characters each; the first is above.`);
  numbers(all, rows * Math.ceil(run.length / blockSize)).forEach(say);
  say("");
  takeaways(all, steps).flatMap((sentence) => wrap(sentence, terminal.width)).forEach(say);
  return all;
};

/** The same as data: nothing is printed on the way. */
const asJson = (all: readonly Performance[], book: Book, settings: Settings): string =>
  JSON.stringify({
    book: book.title,
    ...settings,
    rows,
    blockSize,
    temperature,
    pipelines: Object.fromEntries(acts(settings.steps).map(({ name, program }) => [name, explain(program)])),
    runs: all,
    takeaways: takeaways(all, settings.steps),
  });

const main = async (words: readonly string[], terminal: Terminal): Promise<Either<Failure, void>> => {
  const args = readArguments(words, options);
  if (isLeft(args)) { return args; }
  if (has(args.right, "help")) {
    const about = {
      name: "start",
      summary: "two samplers side by side",
      words: "",
      examples: ["npm start -- --steps 4 --seed 7"],
    };
    return right(
      terminal.out(commandHelp({ ...about, options, run: () => Promise.resolve(right(0)) }, terminal.width)),
    );
  }
  const settings = settingsOf(args.right);
  if (isLeft(settings)) { return settings; }
  const here = await kernelsFor(settings.right);
  if (isLeft(here)) { return here; }
  const isJson = has(args.right, "json");
  const book = await loadBook();
  const all = await show(book, here.right, isJson ? { ...terminal, out: () => {} } : terminal);
  if (isJson) { terminal.out(`${asJson(all, book, here.right)}\n`); }
  return right(undefined);
};

const terminal = thisTerminal();
process.stdout.on("error", () => process.exit(0));
const ended = await main(process.argv.slice(2), terminal).catch((error: unknown) => {
  if (error instanceof BlockgenError) { return failed(error.message); }
  throw error;
});
if (isLeft(ended)) {
  terminal.err(`${ended.left.sentence}\n`);
  process.exitCode = ended.left.code;
}
