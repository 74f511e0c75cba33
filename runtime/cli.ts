#!/usr/bin/env node
/**
 * The command line: `blockgen sample`, `explain`, `inspect`, `samplers`.
 *
 * @module
 */
import process from "node:process";
import { main } from "./cli/main.ts";
import { thisTerminal } from "./cli/terminal.ts";

// A reader that has seen enough, as in `| head`, is no error.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2), thisTerminal());
