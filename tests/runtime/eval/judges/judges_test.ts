import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { counted } from "../../../../runtime/eval/judges/counted.ts";
import type { Judge, TextScore } from "../../../../runtime/eval/judges/judge.ts";
import { describeJudgeError } from "../../../../runtime/eval/judges/judge_error.ts";
import { modelJudge } from "../../../../runtime/eval/judges/model_judge.ts";
import { ngramJudge } from "../../../../runtime/eval/judges/ngram_judge.ts";
import { openJudge } from "../../../../runtime/eval/judges/open_judge_node.ts";
import { oracleJudge } from "../../../../runtime/eval/judges/oracle_judge.ts";
import { loadCheckpointModel, markovOracle } from "../../../../runtime/mod.ts";
import { causalOnnx } from "./causal_onnx.ts";
import { lettersJson, tinyFolder } from "./folders.ts";

const close = (found: number, want: number, within = 1e-9): void =>
  assert.ok(Math.abs(found - want) <= within, `found ${found}, want ${want}`);
const scoresOf = async (judge: Judge, ...texts: readonly string[]): Promise<readonly TextScore[]> => {
  const scores = await judge.score(texts);
  if (isLeft(scores)) { throw new Error(describeJudgeError(scores.left)); }
  return scores.right;
};
/** The score of what stands behind the first characters of a text. */
const given = async (judge: Judge, text: string, characters: number): Promise<readonly TextScore[]> => {
  assert.ok(judge.readsGiven);
  const scores = await judge.score([text], [characters]);
  if (isLeft(scores)) { throw new Error(describeJudgeError(scores.left)); }
  return scores.right;
};
const complaintOf = async (judge: Judge, text: string): Promise<string> => {
  const scores = await judge.score([text]);
  assert.ok(isLeft(scores));
  return describeJudgeError(scores.left);
};

const exact = suite("the law as a judge");
exact("is the product of probabilities counted by hand", async () => {
  // "aab" as a circle, Witten-Bell: p(a | ab) = 1/2 + 1/2 (1/2 + 1/2 2/3) = 11/12, p(b | ba) = 1/2 (1/2 1/2 + 1/2 1/3) = 5/24.
  const judge = oracleJudge(markovOracle("aab", { start: "ab" }));
  const [score] = await scoresOf(judge, "aba");
  close(score.nats, -Math.log(11 / 12 * 5 / 24 * 11 / 12));
  assert.equal([score.tokens, score.characters], [3, 3]);
});
exact("reads what is given and scores what follows: the whole is the product of both", async () => {
  for (const judge of [oracleJudge(markovOracle("aab")), ngramJudge("abaab", { order: 3 })]) {
    const [all, start] = await scoresOf(judge, "abaa", "ab");
    const [rest] = await given(judge, "abaa", 2);
    close(rest.nats, all.nats - start.nats);
    assert.equal([rest.tokens, rest.characters], [2, 2]);
    assert.is((await given(judge, "ab", 2))[0].tokens, 0);
    assert.is((await scoresOf(judge, ""))[0].tokens, 0);
  }
});
exact("names the character that it cannot read", async () => {
  const complaint = await complaintOf(oracleJudge(markovOracle("aab")), "ab?");
  assert.match(complaint, /must have a token for each character: found "\?" at 2/);
});
exact.run();

const ngram = suite("an n-gram as a judge");
ngram("is the count by hand, with one symbol for all others", async () => {
  // Of "aba" with three symbols: p(a) = (2 + 2/3) / 5, p(b | a) = (1 + (1 + 2/3) / 5) / 2; p(other) = (0 + 2/3) / 5.
  const judge = ngramJudge("aba", { order: 2, smoothing: "witten-bell" });
  const [known, strange] = await scoresOf(judge, "ab", "?");
  close(known.nats, -Math.log((2 + 2 / 3) / 5) - Math.log((1 + (1 + 2 / 3) / 5) / 2));
  close(strange.nats, -Math.log(2 / 15));
});
ngram.run();

const ends = suite("which tokens count");
ends("all up to the first end, then those that are no end", () => {
  assert.equal(counted([1, 9, 2, 9, 3], 9), [true, true, true, false, true]);
  assert.equal(counted([9, 9], undefined), [true, true]);
});
ends.run();

const model = suite("a model in AR mode as a judge");
model("scores what the oracle scores when the oracle is asked through the model interface", async () => {
  const oracle = markovOracle("the cat sat on the mat. ", { process: "uniform" });
  const judge = modelJudge(oracle, { batch: 2 });
  assert.ok(isRight(judge));
  const texts = ["the cat", "on", "a mat sat."];
  const [want, found] = [await scoresOf(oracleJudge(oracle), ...texts), await scoresOf(judge.right, ...texts)];
  for (const [i, score] of found.entries()) { close(score.nats, want[i].nats, 1e-5 * want[i].tokens); }
});
model("scores a checkpoint as its chain rule says, whatever stands beside a text", async () => {
  const folder = tinyFolder();
  try {
    const loaded = await loadCheckpointModel(folder, { engine: "host" });
    assert.ok(isRight(loaded));
    const judge = modelJudge(loaded.right, { batch: 2 });
    assert.ok(isRight(judge));
    const [, alone] = await scoresOf(judge.right, "abcabc", "abcd");
    const session = await loaded.right.open({ rows: 1, length: 4 });
    let nats = 0;
    for (const [i, token] of [0, 1, 2, 3].entries()) {
      const logits = await session.verify!({
        rows: [0],
        context: [new Int32Array(0)],
        draft: [Int32Array.from([0, 1, 2, 3].slice(0, i + 1))],
        start: [0],
        noise: [new Int32Array(i + 1).fill(5)],
      });
      const row = Array.from(logits.values.subarray(i * logits.width, i * logits.width + 5));
      nats += Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)) - row[token];
    }
    await session.close?.();
    close(alone.nats, nats, 1e-4);
    await judge.right.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
model("has a score for texts beside an empty one, and behind what is given", async () => {
  const oracle = markovOracle("the cat sat on the mat. ");
  const judge = modelJudge(oracle);
  assert.ok(isRight(judge));
  const [none, cat] = await scoresOf(judge.right, "", "the cat");
  assert.is(none.tokens, 0);
  const [behind] = await given(judge.right, "the cat", 4);
  const [exactly] = await given(oracleJudge(oracle), "the cat", 4);
  close(behind.nats, exactly.nats, 1e-4);
  assert.ok(cat.nats > behind.nats && behind.characters === 3);
});
model("must be able to verify", () => {
  const oracle = markovOracle("aab");
  const without = { ...oracle, abilities: { ...oracle.abilities, arVerify: false } };
  const judge = modelJudge(without);
  assert.ok(isLeft(judge));
  assert.match(describeJudgeError(judge.left), /cannot do arVerify/);
});
model.run();

const onnx = suite("a causal model in ONNX as a judge");
onnx("is the bigram table that the graph holds; the first token is not scored", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-judge-"));
  try {
    // Logits of what follows a, b, c, d and the end.
    const table = [[0, 1, 2, 3, -1], [1, 1, 1, 1, 1], [0.5, 0, -2, 1, 0], [0, 0, 0, 4, 1], [2, 1, 0, 0, 0]];
    writeFileSync(join(folder, "model.onnx"), await causalOnnx(table));
    writeFileSync(join(folder, "tokenizer.json"), lettersJson("abcd"));
    const opened = await openJudge(`onnx:${folder}`, { threads: 1 });
    if (isLeft(opened)) { throw new Error(describeJudgeError(opened.left)); }
    const logP = (from: number, to: number): number =>
      table[from][to] - Math.log(table[from].reduce((sum, x) => sum + Math.exp(x), 0));
    const [score, pair] = await scoresOf(opened.right, "abca", "dd");
    close(score.nats, -logP(0, 1) - logP(1, 2) - logP(2, 0), 1e-5);
    assert.equal([score.tokens, score.characters], [3, 3]);
    close(pair.nats, -logP(3, 3), 1e-5);
    assert.equal((await scoresOf(opened.right, "a", "", "dd")).map(({ tokens }) => tokens), [0, 0, 1]);
    const [behind] = await given(opened.right, "abca", 2);
    close(behind.nats, -logP(1, 2) - logP(2, 0), 1e-5);
    assert.equal([behind.tokens, behind.characters], [2, 2]);
    await opened.right.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
onnx("reads logits of half precision, and says which others it cannot read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-judge-"));
  try {
    const table = [[0, 1, 2], [-1.5, 0.25, 4], [0.5, 0, -2]];
    writeFileSync(join(folder, "model.onnx"), await causalOnnx(table, "input_ids", "float16"));
    writeFileSync(join(folder, "tokenizer.json"), lettersJson("ab"));
    const opened = await openJudge(`onnx:${folder}`, { threads: 1 });
    if (isLeft(opened)) { throw new Error(describeJudgeError(opened.left)); }
    const [score] = await scoresOf(opened.right, "ab");
    close(score.nats, Math.log(1 + Math.E + Math.E ** 2) - 1, 1e-5);
    await opened.right.dispose();
    writeFileSync(join(folder, "model.onnx"), await causalOnnx(table, "input_ids", "int32"));
    const whole = await openJudge(`onnx:${folder}`, { threads: 1 });
    assert.match(isLeft(whole) ? describeJudgeError(whole.left) : "", /logits must be float32, float16.*found int32/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
onnx("must be a causal model, and there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-judge-"));
  try {
    const missing = await openJudge(`onnx:${folder}`);
    assert.ok(isLeft(missing));
    assert.match(describeJudgeError(missing.left), /there is no model.onnx/);
    writeFileSync(join(folder, "model.onnx"), await causalOnnx([[0]], "image"));
    writeFileSync(join(folder, "tokenizer.json"), lettersJson("a"));
    const other = await openJudge(`onnx:${folder}`, { threads: 1 });
    assert.ok(isLeft(other));
    assert.match(describeJudgeError(other.left), /found the input "image"/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
onnx.run();

const names = suite("names of judges");
names("are listed where one is not known", async () => {
  const judge = await openJudge("gpt5");
  assert.ok(isLeft(judge));
  assert.match(describeJudgeError(judge.left), /Cannot find the judge "gpt5": write oracle, .*onnx:FILE/);
});
names("say what law they stand for", async () => {
  const judge = await openJudge("oracle:mini");
  assert.ok(isRight(judge));
  assert.is(judge.right.name, "mini language");
});
names.run();
