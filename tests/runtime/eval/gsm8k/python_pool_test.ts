import { isLeft } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Execution, Python } from "../../../../runtime/eval/gsm8k/execution.ts";
import { grade } from "../../../../runtime/eval/gsm8k/grade.ts";
import { miniProblems } from "../../../../runtime/eval/gsm8k/mini_problems.ts";
import { describePythonUnavailable, openPython } from "../../../../runtime/eval/gsm8k/python_pool_node.ts";
import { hostilePrograms, textOf } from "./hostile_programs.ts";

const program = (...body: readonly string[]): string =>
  `def simple_math_problem():\n${body.map((line) => `    ${line}\n`).join("")}`;

/** Long enough for a machine that is busy with other tests. */
const seconds = 20;

const pool = suite<{ python: Python }>("the sandbox for Python");
pool.before(async (context) => {
  const opened = await openPython({ workers: 1, seconds })();
  if (isLeft(opened)) { throw new Error(describePythonUnavailable(opened.left)); }
  context.python = opened.right;
});
pool.after(({ python }) => python.close());

const valueOf = (execution: Execution): unknown =>
  execution._tag === "Returned" ? execution.value : execution._tag === "Raised" ? execution.exception : execution._tag;

pool("values come back as data, whole numbers of any size", async ({ python }) => {
  const value = async (expression: string) => valueOf(await python.execute(program(`return ${expression}`)));
  assert.equal(await value("-7"), { type: "int", value: "-7" });
  assert.equal(await value("10 ** 5000 // 10 ** 4990"), { type: "int", value: "10000000000" });
  assert.equal(await value("float('nan')"), { type: "float", value: "nan" });
  assert.equal(await value("('é', [None, True])"), {
    type: "tuple",
    value: [{ type: "str", value: "é" }, {
      type: "list",
      value: [{ type: "none", value: null }, { type: "bool", value: true }],
    }],
  });
});

pool("what later versions of Python would allow or compute otherwise is as in 3.11", async ({ python }) => {
  const one = async (text: string) => valueOf(await python.execute(text));
  assert.equal(await one(program("return sum([0.1] * 10)")), { type: "float", value: "0.9999999999999999" });
  assert.is(await one("def simple_math_problem() -> Number:\n    return 7\n"), "NameError");
  assert.is(await one("def simple_math_problem(x: List = 1):\n    return 7\n"), "NameError");
  assert.is(await one(program("return f'{'7'}'")), "SyntaxError");
  assert.equal(await one(program("d = {'a': 7}", "return f'{d['a']}'")), { type: "none", value: null });
  assert.is(await one(program("try:", "    return 7", "except A, B:", "    return 8")), "SyntaxError");
  assert.is(await one(program("return math.fma(1, 2, 5)")), "AttributeError");
});

pool("long sums are computed, with annotations and without, as in 3.11", async ({ python }) => {
  for (const head of ["simple_math_problem()", "simple_math_problem() -> int", "simple_math_problem(x: int = 1)"]) {
    const text = `def ${head}:\n    return ${"1 + ".repeat(1500)}1\n`;
    assert.equal(valueOf(await python.execute(text)), { type: "int", value: "1501" });
  }
});

pool("a limit that no timer holds is none", async ({ python }) => {
  assert.equal(valueOf(await python.execute(program("return 7"), 1e7)), { type: "int", value: "7" });
});

pool("a program does not see what another left", async ({ python }) => {
  const forged = hostilePrograms.find(({ name }) => name.startsWith("a forged reply"))!;
  assert.equal(valueOf(await python.execute(textOf(forged))), { type: "int", value: "8" });
  await python.execute(program("math.floor = print", "global left", "left = 7"));
  assert.equal(valueOf(await python.execute(program("return math.floor(len([1]) + 0.5)"))), {
    type: "int",
    value: "1",
  });
  assert.is(valueOf(await python.execute(program("return left"))), "NameError");
});

pool(
  "files, processes and JavaScript are out of reach of a program that got around the allowed names",
  async ({ python }) => {
    const verdict = async (name: string) =>
      valueOf(await python.execute(textOf(hostilePrograms.find((one) => one.name === name)!)));
    assert.is(await verdict("reading a file by the escape"), "PermissionError");
    assert.is(await verdict("a socket by the escape"), "PermissionError");
    assert.is(await verdict("JavaScript by the escape"), "ModuleNotFoundError");
    assert.is(await verdict("a process by the escape"), "Stopped");
  },
);

pool("a program that never ends is ended, and the next one runs", async ({ python }) => {
  const [endless, next] = await Promise.all([
    python.execute(program("while True:", "    try:", "        1 / 0", "    except:", "        pass"), 0.3),
    python.execute(program("return 7")),
  ]);
  assert.equal(endless, { _tag: "TimedOut", seconds: 0.3 });
  assert.equal(valueOf(next), { type: "int", value: "7" });
});

pool("every mini word problem's own program is graded as right, another's answer as wrong", async ({ python }) => {
  const problems = miniProblems({ split: "test", count: 40 });
  const grades = await Promise.all(problems.map(({ code, answer }) => grade(python, code, answer)));
  assert.ok(grades.every(({ correct }) => correct));
  assert.not((await grade(python, problems[0]!.code, "#### 1000")).correct);
});

pool("a closed sandbox says so", async () => {
  const opened = await openPython()();
  assert.ok(!isLeft(opened));
  const late = opened.right.execute(program("while True: pass"), 60);
  await opened.right.close();
  assert.is((await late)._tag, "SandboxGone");
  assert.is((await opened.right.execute(program("return 7")))._tag, "SandboxGone");
});

pool("a reply of any format that a program writes itself ends that program alone", async ({ python }) => {
  for (const program of hostilePrograms.filter(({ name }) => /^a forged reply (?:that|with)/.test(name))) {
    assert.is((await python.execute(textOf(program)))._tag, "Stopped");
  }
  assert.equal(valueOf(await python.execute(program("return 7"))), { type: "int", value: "7" });
});

pool("a reply that is no Unicode is none, and not all of the interpreter's memory", async ({ python }) => {
  const forged = ["get = print.__self__.__import__", "get('json')._default_encoder.encode = lambda *_: '\\ud800'"];
  const ended = await python.execute(program(...forged, "return 7"));
  assert.equal(ended, { _tag: "Stopped", reason: "it left no reply" });
});
pool.run();
