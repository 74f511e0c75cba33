import { isLeft } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Python } from "../../../../runtime/eval/gsm8k/execution.ts";
import { describePythonUnavailable, openPython } from "../../../../runtime/eval/gsm8k/python_pool_node.ts";
import { hostilePrograms, textOf } from "./hostile_programs.ts";

/** Time limit of each program, seconds. */
const limit = 1;

/** A verdict takes its limit, the grace after it and what a busy machine adds; waiting for a fresh worker is not part of it. */
const verdictWithin = 1.8 * limit;

const harmless =
  "def simple_math_problem():\n    import math\n    return math.floor(len([1, 2]) + 0.5) + sum([1, 2])\n";

const hostile = suite<{ python: Python }>("hostile programs");
hostile.before(async (context) => {
  const opened = await openPython({ workers: 1 })();
  if (isLeft(opened)) { throw new Error(describePythonUnavailable(opened.left)); }
  context.python = opened.right;
});
hostile.after(({ python }) => python.close());

hostile("there are thirty-two", () => {
  assert.is(new Set(hostilePrograms.map(({ name }) => name)).size, 32);
});

for (const program of hostilePrograms) {
  hostile(
    `${program.name}: ${program.ends.join(" or ")} in time, and the next program sees nothing of it`,
    async ({ python }) => {
      const started = performance.now();
      const execution = await python.execute(textOf(program), limit);
      const seconds = (performance.now() - started) / 1000;
      assert.ok(program.ends.includes(execution._tag), JSON.stringify(execution));
      assert.ok(seconds < verdictWithin, `${seconds} s`);
      const next = await python.execute(harmless, 30);
      assert.ok(next._tag === "Returned" && next.value.value === "5", JSON.stringify(next));
    },
  );
}
hostile.run();
