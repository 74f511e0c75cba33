/**
 * Runs the tests: `tsx tests/support/run.ts [--long] [--jobs 2] [--limit seconds] [--everywhere] [paths]`.
 *
 * Every file runs in a process of its own. A file fails that prints no summary, has no tests, takes too long or ends badly.
 */
import { runAll } from "./runner/run_all.ts";
import { settingsFrom } from "./runner/settings.ts";

const good = await runAll(settingsFrom(process.argv.slice(2)), (line) => console.log(line));
process.exitCode = good ? 0 : 1;
