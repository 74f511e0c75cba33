import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { genPpl, type GenPplOptions, type Sample } from "../../../../runtime/eval/genppl/report.ts";
import { oracleJudge } from "../../../../runtime/eval/judges/oracle_judge.ts";
import { markovOracle } from "../../../../runtime/mod.ts";

const close = (found: number, want: number): void =>
  assert.ok(Math.abs(found - want) <= 1e-9, `found ${found}, want ${want}`);
const judge = oracleJudge(markovOracle("aab", { start: "ab" }));
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
  assert.ok(found.perplexity.low <= found.perplexity.value && found.perplexity.value <= found.perplexity.high);
});
report("stands beside entropies counted by hand", async () => {
  const found = await reportOf([{ text: "aabb", tokens: [0, 0, 0, 1] }, { text: "aaaa", tokens: [0, 0, 0, 0] }]);
  close(found.entropy.mean, 1 / 2);
  close(found.tokenEntropy!.mean, (0.25 * Math.log(4) + 0.75 * Math.log(4 / 3)) / 2);
  close(found.distinct[0], (2 / 4 + 1 / 4) / 2);
});
report("says where texts have collapsed", async () => {
  const collapsed = await reportOf([{ text: "a".repeat(40) }], { reference: ["ab".repeat(20)] });
  assert.is(collapsed.notices.length, 2);
  assert.match(collapsed.notices[0]!, /The entropy has collapsed \(0\.00 bits, 1\.00 /);
  assert.match(collapsed.notices[1]!, /3 % of their 4-grams/);
  assert.equal((await reportOf([{ text: "aab" }], { reference: ["aba"] })).notices, []);
});
report.run();
