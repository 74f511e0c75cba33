import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockAncestral } from "../../../../dsl/mod.ts";
import { describeGsm8k, evaluateGsm8k, runKey } from "../../../../runtime/eval/gsm8k/evaluate.ts";
import type { Python } from "../../../../runtime/eval/gsm8k/execution.ts";
import { miniProblems } from "../../../../runtime/eval/gsm8k/mini_problems.ts";
import { promptOf, trainingText } from "../../../../runtime/eval/gsm8k/prompt.ts";
import type { RecordStore } from "../../../../runtime/eval/gsm8k/record.ts";
import { describeRecordsError, openRecords } from "../../../../runtime/eval/gsm8k/records_node.ts";
import type { Tokenizer } from "../../../../runtime/model.ts";
import { userModel } from "../../../../runtime/models/mod.ts";

const problems = miniProblems({ split: "test", count: 9 });
const alphabet = [...new Set(problems.map((problem) => trainingText(problem)).join(""))].sort();
const eos = alphabet.length;

const tokenizer: Tokenizer = {
  encode: (text) => {
    const tokens = Array.from(text, (character) => alphabet.indexOf(character));
    const at = tokens.indexOf(-1);
    return at < 0 ? { tokens } : { unknown: Array.from(text)[at]!, at };
  },
  decode: (tokens) => tokens.map((token) => alphabet[token] ?? "").join(""),
};

/** Knows the programs of all problems but each third, by heart. */
const parrot = userModel({
  process: "absorbing",
  vocabulary: eos + 1,
  prediction: "full",
  eos,
  tokenizer,
  name: "parrot",
  predict: ({ context, noisy, start }) => {
    const known = tokenizer.decode([...context, ...noisy.filter((token) => token <= eos)]);
    const index = problems.findIndex((problem) => known.startsWith(promptOf(problem)));
    const text = index < 0 ? "" : trainingText(problems[index]!);
    const tokens = index % 3 === 2
      ? []
      : "tokens" in tokenizer.encode(text)
      ? Array.from(text, (c) => alphabet.indexOf(c))
      : [];
    return Array.from(
      noisy,
      (_, i) => Array.from({ length: eos + 1 }, (_, token) => token === (tokens[start + i] ?? eos) ? 40 : 0),
    );
  },
});

/** Runs no Python: takes the numbers of a program in the mini problems' form one by one. */
const stub = (asked: string[]): Python => ({
  extract: (text) => Promise.resolve({ _tag: "Code", code: text }),
  execute: (text) => {
    asked.push(text);
    const problem = problems.find(({ code }) => code === text);
    return Promise.resolve(
      problem === undefined ? { _tag: "NoFunction", code: text } : {
        _tag: "Returned",
        code: text,
        value: { type: "str", value: problem.answer.split("####")[1]! },
        printed: "",
      },
    );
  },
  close: () => Promise.resolve(),
});

const program = blockAncestral({ size: 16, steps: 2 });
const length = Math.max(...problems.map((problem) => trainingText(problem).length)) + 1;
const common = { program, model: parrot, problems, length, backend: "host" as const };

const evaluation = suite("evaluating word problems");
evaluation("the model's program behind each prompt is graded; accuracy has an interval", async () => {
  const asked: string[] = [];
  const result = await evaluateGsm8k({ ...common, python: stub(asked), batch: 4 });
  assert.ok(isRight(result), JSON.stringify(result));
  const { records, accuracy, nfe } = result.right;
  assert.equal(records.map(({ problem }) => problem), problems.map((_, i) => i));
  assert.equal(records.map(({ correct }) => correct), problems.map((_, i) => i % 3 !== 2));
  assert.ok(accuracy.value === 6 / 9 && accuracy.low < accuracy.value && accuracy.value < accuracy.high);
  assert.ok(nfe > 0 && asked.length === 9);
});

evaluation("texts do not depend on the batch", async () => {
  const [a, b] = await Promise.all([1, 9].map((batch) => evaluateGsm8k({ ...common, python: stub([]), batch })));
  assert.ok(isRight(a!) && isRight(b!));
  assert.equal(a.right, b.right);
});

evaluation("a prompt without tokens or room is a wrong answer with its reason; a replacement can help", async () => {
  const strange = [{ question: "Ünknown?", answer: "#### 1" }];
  const without = await evaluateGsm8k({ ...common, problems: strange, python: stub([]) });
  const helped = await evaluateGsm8k({ ...common, problems: strange, python: stub([]), replacement: "k" });
  assert.ok(isRight(without) && isRight(helped));
  assert.is(without.right.records[0]!.ended, "NoPrompt");
  assert.match(without.right.records[0]!.reason, "Ü");
  assert.is(helped.right.records[0]!.ended, "NoFunction");
  const narrow = await evaluateGsm8k({ ...common, length: 16, python: stub([]) });
  assert.ok(isRight(narrow));
  assert.match(narrow.right.records[0]!.reason, "leaves no room in 16");
});

evaluation("an error of the run is data", async () => {
  const stopped = await evaluateGsm8k({ ...common, python: stub([]), signal: AbortSignal.abort() });
  assert.ok(isLeft(stopped));
  assert.is(stopped.left._tag, "Aborted");
});

const inFolder = async (run: (file: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "blockgen-gsm8k-"));
  try {
    await run(join(folder, "deep", "records.jsonl"));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const opened = async (file: string, run: string): Promise<RecordStore> => {
  const store = await openRecords(file, run)();
  assert.ok(isRight(store), JSON.stringify(store));
  return store.right;
};

evaluation(
  "a killed evaluation goes on where it was: nothing lost, nothing repeated, the same result",
  () =>
    inFolder(async (file) => {
      const key = runKey(common);
      const whole = await evaluateGsm8k({ ...common, python: stub([]) });
      const first = await opened(file, key);
      await evaluateGsm8k({ ...common, problems: problems.slice(0, 5), python: stub([]), records: first });
      await appendFile(file, '{"problem":5,"question":"half a li');
      const asked: string[] = [];
      const second = await opened(file, key);
      assert.is(second.finished.length, 5);
      const resumed = await evaluateGsm8k({ ...common, python: stub(asked), records: second });
      assert.is(asked.length, 4);
      assert.equal(resumed, whole);
      assert.is((await readFile(file, "utf8")).trimEnd().split("\n").length, 10);
    }),
);

evaluation(
  "a file of another evaluation is refused, records of other problems are not counted",
  () =>
    inFolder(async (file) => {
      const store = await opened(file, runKey(common));
      await evaluateGsm8k({ ...common, python: stub([]), records: store });
      const other = await openRecords(file, runKey({ ...common, seed: 1 }))();
      assert.ok(isLeft(other) && other.left._tag === "OtherRun");
      const others = miniProblems({ split: "test", count: 3, seed: 5 });
      const result = await evaluateGsm8k({
        ...common,
        problems: others,
        python: stub([]),
        records: await opened(file, runKey(common)),
      });
      assert.ok(isRight(result) && result.right.records.length === 3);
      assert.is((await opened(file, runKey(common))).finished.length, 12, "both are kept");
    }),
);
evaluation(
  "a record that was judged by another answer is not counted",
  () =>
    inFolder(async (file) => {
      await evaluateGsm8k({ ...common, python: stub([]), records: await opened(file, runKey(common)) });
      const mended = problems.map((problem, i) => i === 4 ? { ...problem, answer: "#### 0" } : problem);
      const records = await opened(file, runKey(common));
      const again = await evaluateGsm8k({ ...common, problems: mended, python: stub([]), records });
      assert.ok(isRight(again));
      assert.equal(again.right.records[4]!.wanted, { type: "int", value: "0" });
      assert.is((await opened(file, runKey(common))).finished.length, 10);
    }),
);
evaluation("the key tells noises of one model apart", () => {
  const { abilities } = parrot;
  const other = { ...parrot, abilities: { ...abilities, process: "uniform" as const } };
  assert.is.not(runKey({ ...common, model: other }), runKey(common));
});
evaluation(
  "a sandbox that is gone judges nothing: what it judged before stays, and the same command goes on",
  () =>
    inFolder(async (file) => {
      const python = stub([]);
      let programs = 0;
      const failing: Python = {
        ...python,
        execute: (text) =>
          programs++ < 3 ? python.execute(text) : Promise.resolve({ _tag: "SandboxGone", reason: "no memory" }),
      };
      const ended = await evaluateGsm8k({ ...common, python: failing, records: await opened(file, runKey(common)) });
      assert.ok(isLeft(ended) && ended.left._tag === "SandboxGone");
      assert.match(
        describeGsm8k(ended.left),
        /^Cannot go on as no sandbox .* \(no memory\): problems without a record/,
      );
      const records = await opened(file, runKey(common));
      assert.is(records.finished.length, 3);
      const whole = await evaluateGsm8k({ ...common, python: stub([]), records });
      assert.equal(whole, await evaluateGsm8k({ ...common, python: stub([]) }));
    }),
);
evaluation(
  "a disk that is full ends it in a sentence: what was kept stays, and the same command goes on",
  () =>
    inFolder(async (file) => {
      const store = await opened(file, runKey(common));
      let room = 3;
      const full: RecordStore = {
        ...store,
        append: async (record) => {
          if (room-- > 0) { return await store.append(record); }
          if (room === -1) { await appendFile(file, '{"problem":3,"question":"half a li'); }
          throw new Error("ENOSPC: no space left on device, write");
        },
      };
      const told: number[] = [];
      const ended = await evaluateGsm8k({
        ...common,
        python: stub([]),
        records: full,
        told: (_, done) => told.push(done),
      });
      assert.ok(isLeft(ended) && ended.left._tag === "NotKept");
      assert.match(describeGsm8k(ended.left), /^Cannot keep the record of a problem \(ENOSPC: .*\): those kept before/);
      assert.equal([room, told], [-1, [1, 2, 3]], "nothing is written behind half a line");
      const records = await opened(file, runKey(common));
      assert.is(records.finished.length, 3);
      const whole = await evaluateGsm8k({ ...common, python: stub([]), records });
      assert.equal(whole, await evaluateGsm8k({ ...common, python: stub([]) }));
    }),
);
evaluation("what is taken for granted of a model stands beside its numbers", async () => {
  const model = {
    ...parrot,
    abilities: { ...parrot.abilities, process: "uniform", prediction: "unknown" } as const,
  };
  const strange = [{ question: "Ünknown?", answer: "#### 1" }];
  const found = await evaluateGsm8k({ ...common, model, problems: strange, python: stub([]) });
  assert.ok(isRight(found));
  assert.is(found.right.notices.length, 1);
  assert.match(found.right.notices[0]!, "the paper's plug-in posterior is used");
});
evaluation(
  "a file of anything else is refused and left as it is, but for a first line that was begun",
  () =>
    inFolder(async (file) => {
      const key = runKey(common);
      await opened(file, key);
      const head = await readFile(file, "utf8");
      for (const other of ['{"rows":[1,2,3]}', '{"rows":[1,2,3]}\n', "hello", "\n", '{"run":"another']) {
        await writeFile(file, other);
        const refused = await openRecords(file, key)();
        assert.ok(isLeft(refused) && refused.left._tag === "NotRecords");
        assert.match(
          describeRecordsError(refused.left),
          /^Cannot keep records in .* as its first line must name an evaluation/,
        );
        assert.is(await readFile(file, "utf8"), other);
      }
      for (const begun of ["", head.slice(0, 30), head.trimEnd()]) {
        await writeFile(file, begun);
        assert.is((await opened(file, key)).finished.length, 0);
        assert.is(await readFile(file, "utf8"), head);
      }
    }),
);
evaluation.run();
