import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pieceJudge } from "../../../../runtime/eval/judges/mod.ts";
import { openJudge } from "../../../../runtime/eval/judges/open_judge_node.ts";
import { trainNgram } from "../../../../runtime/eval/ngram.ts";
import { bytePairTokenizer, learnBytePairs } from "../../../../runtime/tokenizers/mod.ts";

const text = "the cat sat on the mat. the rat sat on the cat. ";
const table = learnBytePairs(text, { pieces: 16 });
if (isLeft(table)) { throw new Error("these are pieces"); }
const tokenizer = bytePairTokenizer(table.right);
const tokensOf = (some: string): readonly number[] => {
  const read = tokenizer.encode(some);
  if (!("tokens" in read)) { throw new Error(read.unknown); }
  return read.tokens;
};

const judge = suite("a 5-gram of pieces as a judge");
judge("charges what the n-gram charges for the pieces of a text, a character of the text each", async () => {
  const found = await pieceJudge(tokenizer, tokensOf(text)).score(["the cat", "on the mat"]);
  assert.ok(isRight(found));
  const ngram = trainNgram([tokensOf(text)], { vocabulary: tokenizer.vocabulary, smoothing: "kneser-ney" });
  for (const [i, some] of ["the cat", "on the mat"].entries()) {
    const nats = -ngram.logProbability(tokensOf(some)).reduce((sum, logP) => sum + logP, 0);
    const score = isRight(found) ? found.right[i]! : null;
    assert.ok(Math.abs(score!.nats - nats) < 1e-12);
    assert.equal([score!.tokens, score!.characters], [tokensOf(some).length, some.length]);
  }
});
judge("counts a piece that spells the last of the given characters and more as given", async () => {
  const read = tokensOf("the cat");
  const first = tokenizer.decode(read.slice(0, 1)).length;
  assert.ok(first > 1, "the text should begin with a piece of several characters");
  const found = await pieceJudge(tokenizer, tokensOf(text)).score(["the cat"], [first - 1]);
  assert.ok(isRight(found));
  assert.is(found.right[0]!.tokens, read.length - 1);
  assert.is(found.right[0]!.characters, "the cat".length - first);
});
judge("refuses a text that it has no pieces for", async () => {
  const found = await pieceJudge(tokenizer, tokensOf(text)).score(["the zebra"]);
  assert.equal(isLeft(found) && found.left._tag, "Unreadable");
});
judge("has a name: pieces:kjv counts the tokens of the networks that ship", async () => {
  const opened = await openJudge("pieces:kjv");
  if (isLeft(opened)) { throw new Error(opened.left._tag); }
  assert.match(opened.right.name, /King James Version, 5-gram of 511 pieces$/);
  const found = await opened.right.score(["And God said, Let there be light: and there was light.", "xw xw xw xw"]);
  if (isLeft(found)) { throw new Error(found.left._tag); }
  const [verse, noise] = found.right.map(({ nats, characters }) => nats / Math.LN2 / characters);
  assert.ok(verse! < 1.5 && noise! > 4, `${verse}, ${noise}`);
});
judge.run();
