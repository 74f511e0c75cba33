/**
 * `npm start`: two samplers side by side on the networks that ship, with masked and with uniform noise; with `--oracle` on an exact
 * model of the shipped book.
 *
 * @module
 */
import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { explain } from "../dsl/mod.ts";
import { has, readArguments } from "./cli/arguments.ts";
import { failed, type Failure } from "./cli/failure.ts";
import { commandHelp } from "./cli/help.ts";
import { type Terminal, thisTerminal } from "./cli/terminal.ts";
import { BlockgenError } from "./errors.ts";
import { loadBook } from "./models/mod.ts";
import type { Cast } from "./start/cast.ts";
import { networkCast } from "./start/network_cast.ts";
import { oracleCast } from "./start/oracle_cast.ts";
import { acts, blockSize } from "./start/programs.ts";
import { options, type Settings, settingsOf } from "./start/settings.ts";
import { rows, show, type Shown } from "./start/show.ts";

const castOf = async ({ oracle, engine }: Settings): Promise<Either<Failure, Cast>> =>
  oracle ? right(oracleCast(await loadBook())) : await networkCast(engine);

/** The same as data. */
const asJson = ({ runs, takeaways }: Shown, model: string, settings: Settings): string =>
  JSON.stringify({
    model,
    ...settings,
    rows,
    blockSize,
    pipelines: Object.fromEntries(
      acts(settings.steps, settings.temperature).map(({ name, program }) => [name, explain(program)]),
    ),
    runs: runs.map(({ rows, ...run }) => ({ ...run, texts: rows.map(({ text }) => text ?? "") })),
    takeaways,
  });

const help = (terminal: Terminal): void => {
  const about = {
    name: "start",
    summary: "two samplers side by side",
    words: "",
    examples: ["npm start -- --steps 4 --seed 7", "npm start -- --oracle"],
  };
  terminal.out(commandHelp({ ...about, options, run: () => Promise.resolve(right(0)) }, terminal.width));
};

const main = async (words: readonly string[], terminal: Terminal): Promise<Either<Failure, void>> => {
  const args = readArguments(words, options);
  if (isLeft(args)) { return args; }
  if (has(args.right, "help")) { return right(help(terminal)); }
  const settings = await settingsOf(args.right);
  if (isLeft(settings)) { return settings; }
  const cast = await castOf(settings.right);
  if (isLeft(cast)) { return cast; }
  const isJson = has(args.right, "json");
  try {
    // As data, nothing is printed on the way.
    const shown = await show(cast.right, settings.right, isJson ? { ...terminal, out: () => {} } : terminal);
    if (isJson) { terminal.out(`${asJson(shown, cast.right.title, settings.right)}\n`); }
    return right(undefined);
  } finally {
    await cast.right.dispose();
  }
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
