import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { genPpl, type GenPplOptions, type Sample } from "../../../../runtime/eval/genppl/report.ts";
import { type Judge, nothingToFree } from "../../../../runtime/eval/judges/judge.ts";
import { describeJudgeError } from "../../../../runtime/eval/judges/judge_error.ts";
import { oracleJudge } from "../../../../runtime/eval/judges/oracle_judge.ts";
import { loadBook, markovOracle } from "../../../../runtime/mod.ts";

const close = (found: number, want: number): void =>
  assert.ok(Math.abs(found - want) <= 1e-9, `found ${found}, want ${want}`);
const law = markovOracle("aab", { start: "ab" });
const judge = oracleJudge(law);
const oracleNats = (text: string): number => {
  const read = law.tokenizer.encode(text);
  return "tokens" in read ? -law.logProbability(read.tokens) : NaN;
};
const reportOf = async (samples: readonly Sample[], options: GenPplOptions = {}) => {
  const report = await genPpl(judge, samples, options);
  assert.ok(isRight(report));
  return report.right;
};

const report = suite("generative perplexity");
report("is exp of nats over tokens of all texts, by hand", async () => {
  // p(aba) = 11/12 5/24 11/12 (see the judge's test); p(a) = 11/12.
  const nats = -Math.log(11 / 12 * 5 / 24 * 11 / 12) - Math.log(11 / 12);
  const found = await reportOf([{ text: "aba" }, { text: "a" }]);
  assert.is(found.tokens, 4);
  close(found.perplexity.value, Math.exp(nats / 4));
  close(found.bitsPerCharacter.value, nats / 4 / Math.LN2);
  assert.ok(found.perplexity.low! <= found.perplexity.value && found.perplexity.value <= found.perplexity.high!);
});
report("stands beside entropies counted by hand", async () => {
  const found = await reportOf([{ text: "aabb", tokens: [0, 0, 0, 1] }, { text: "aaaa", tokens: [0, 0, 0, 0] }]);
  close(found.entropy.mean, 1 / 2);
  close(found.tokenEntropy!.mean, (0.25 * Math.log(4) + 0.75 * Math.log(4 / 3)) / 2);
  close(found.distinct[0], (2 / 4 + 1 / 4) / 2);
});
report("leaves out texts with nothing to score, and says how many", async () => {
  const found = await reportOf([{ text: "" }, { text: "aba" }, { text: "" }]);
  assert.equal([found.texts, found.empty], [1, 2]);
  assert.equal(found.perplexity, (await reportOf([{ text: "aba" }])).perplexity);
  assert.equal([found.perplexity.low, found.entropy.half], [null, null], "one text says nothing of others");
  assert.is(found.entropy.mean, (await reportOf([{ text: "aba" }])).entropy.mean);
  assert.match(found.notices[0]!, /^2 of 3 texts are left out/);
  const none = await genPpl(judge, [{ text: "" }]);
  assert.match(isLeft(none) ? describeJudgeError(none.left) : "", /something to predict in one of them/);
});
report("is of what was made: what was given is read only, or is said to count", async () => {
  const found = await reportOf([{ text: "abaa", given: 2 }]);
  const nats = oracleNats("abaa") - oracleNats("ab");
  close(found.perplexity.value, Math.exp(nats / 2));
  assert.equal([found.tokens, found.entropy.mean], [2, 0]);
  const { readsGiven: _, ...deaf } = judge;
  const other = await genPpl(deaf, [{ text: "abaa", given: 2 }]);
  assert.match(isRight(other) ? other.right.notices.join() : "", /The perplexity is of prompts as well/);
});
report("says where texts have collapsed", async () => {
  const collapsed = await reportOf([{ text: "a".repeat(40) }], { reference: ["ab".repeat(20)] });
  assert.is(collapsed.notices.length, 2);
  assert.match(collapsed.notices[0]!, /The entropy has collapsed \(0\.00 bits, 1\.00 /);
  assert.match(collapsed.notices[1]!, /3 % of the 4-grams in 128 characters are different, 5 % in/);
  assert.equal((await reportOf([{ text: "aab" }], { reference: ["aba"] })).notices, []);
});
report("takes real text of any length for what it is, and long texts in a loop as well", async () => {
  const { text } = await loadBook();
  const characters = (length: number, from = 0) => Array.from(text).slice(from, from + length).join("");
  const flat: Judge = {
    name: "flat",
    conventions: "one nat a character",
    score: (texts) =>
      Promise.resolve(right(texts.map(({ length }) => ({ nats: length, tokens: length, characters: length })))),
    dispose: nothingToFree,
  };
  const noticesOf = async (sample: string, options: GenPplOptions = {}): Promise<readonly string[]> => {
    const found = await genPpl(flat, [{ text: sample }], options);
    assert.ok(isRight(found));
    return found.right.notices;
  };
  for (const length of [100, 128, 350, 1000, 2000, 8000]) {
    assert.equal(await noticesOf(characters(length)), [], `${length} characters`);
    assert.equal(await noticesOf(characters(length), { reference: [characters(length, 9000)] }), []);
  }
  for (const collapsed of [characters(40).repeat(50), characters(16).repeat(8)]) {
    assert.match((await noticesOf(collapsed)).join(), /The texts repeat themselves/);
    assert.match((await noticesOf(collapsed, { reference: [characters(2000)] })).join(), /themselves.* 8\d % in texts/);
  }
});
report.run();
