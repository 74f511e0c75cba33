/** Format, lint, types, documentation: `npm run check [part of a step's name]`. Every step runs, whatever the others found. */
import { steps } from "./check/steps.ts";
import { inParallel } from "./runner/run_all.ts";
import { closingLine } from "./runner/report.ts";

const wanted = process.argv[2] ?? "";
const chosen = steps.filter((step) => step.name.includes(wanted));

const results = await inParallel(chosen, 2, async (step) => {
  const started = performance.now();
  const { ok, text } = await step.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const shown = text.trim() === "" ? "" : `\n${text.trimEnd().replace(/^/gm, "    ")}`;
  console.log(`${ok ? "ok  " : "FAIL"} ${step.name} (${seconds} s)${shown}`);
  return ok;
});

const passed = results.filter((ok) => ok).length;
console.log(closingLine(passed, results.length - passed, 0));
process.exitCode = passed === results.length && passed > 0 ? 0 : 1;
