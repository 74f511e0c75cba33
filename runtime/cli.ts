#!/usr/bin/env node
/**
 * The command line: `blockgen sample`, `explain`, `train`, `eval` and the others of `cli/main.ts`.
 *
 * @module
 */
import process from "node:process";
import { main } from "./cli/main.ts";
import { thisTerminal } from "./cli/terminal.ts";

const words = process.argv.slice(2);
/** What these make are files: their work goes on when nobody reads of it any more. */
const goesOn = ["train", "sweep"].includes(words[0] ?? "");
// A reader that has seen enough, as in `| head`, is no error.
process.stdout.on("error", () => goesOn || process.exit(0));
process.stderr.on("error", () => {});
process.exitCode = await main(words, thisTerminal());
