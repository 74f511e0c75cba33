import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Loadable } from "../../../../runtime/blockdit/loadable.ts";
import { heldOut } from "../../../../runtime/cli/eval_text.ts";
import { judgeBits } from "../../../../runtime/eval/likelihood/mod.ts";
import { trainNgram } from "../../../../runtime/eval/ngram.ts";
import { characterTokenizer } from "../../../../runtime/models/mod.ts";
import { shippedFolder } from "../../../../runtime/shipped/place_node.ts";
import { tokenizerFor } from "../../../../runtime/tokenizers/load_node.ts";
import { readTrainConfig } from "../../../../runtime/train/config.ts";
import { describeCorpusError, exampleRows, promptLengths } from "../../../../runtime/train/corpora/mod.ts";
import { wordProblemCorpus } from "../../../../runtime/train/corpora/word_problems.ts";
import { prepareData } from "../../../../runtime/train/data.ts";
import { textProblem } from "../../../../runtime/train/text_problem.ts";
import { behindPrompts, charactersBy, givenPrompts } from "../../../../runtime/train/given_prompts.ts";
import { rowsLikelihood } from "../../../../runtime/train/rows_likelihood.ts";
import { windowStarts } from "../../../../runtime/train/mod.ts";
import { stepBatch } from "../../../../runtime/train/step_batch.ts";

const letters = { ...characterTokenizer(["\n", "a", "b"]), vocabulary: 4, eos: 3 };
const [newline, a, b, end] = [0, 1, 2, 3];

const rows = suite("examples as rows");
rows("prompt, completion, then the end token; what leaves no room for one is left out", () => {
  const examples = [["a\n", "bb"], ["a\n", "bbb"], ["a\n", "b"]].map(([prompt, completion]) => ({
    prompt: prompt!,
    completion: completion!,
  }));
  const found = exampleRows(letters, examples, 5);
  assert.ok(isRight(found));
  assert.equal([...found.right], [a, newline, b, b, end, a, newline, b, end, end]);
  assert.equal(promptLengths(found.right, 5, newline), [2, 2]);
  const none = exampleRows(letters, examples, 3);
  assert.match(
    isLeft(none) ? describeCorpusError(none.left) : "",
    "the shortest example needs 4: give a larger --length",
  );
  const strange = exampleRows(letters, [{ prompt: "?\n", completion: "a" }], 5);
  assert.match(isLeft(strange) ? describeCorpusError(strange.left) : "", 'no token for "?"');
});
rows("every pass reads each row once, from its beginning", () => {
  const options = { length: 5, rows: 3, seed: 4, aligned: true };
  const pass = [0, 1].flatMap((step) => windowStarts(30, options, step));
  assert.equal(pass.toSorted((x, y) => x - y), [0, 5, 10, 15, 20, 25]);
});
rows.run();

const corpus = wordProblemCorpus();
const { train, validation } = corpus.examples!;
const small = { ...corpus, examples: { train: train.slice(0, 50), validation: validation.slice(0, 16) } };
const data = prepareData(small, 511, 96);
if (isLeft(data)) { throw new Error(describeCorpusError(data.left)); }
const { tokens, separator, vocabulary, decode } = data.right;

const words = suite("the corpus word-problems");
words("has a row of 96 tokens for each problem, which ends in the end token", () => {
  assert.is(tokens.length, 50 * 96);
  assert.is(decode([...tokens.subarray(0, 96)]), train[0]!.prompt + train[0]!.completion);
  assert.is(tokens[95], vocabulary - 1);
  assert.is(textProblem(data.right, 96), null);
});
words("has one line break in a prompt, at its end, and holds out no story that is trained on", () => {
  const seen = new Set(train.map(({ prompt }) => prompt));
  for (const { prompt } of [...train.slice(0, 500), ...validation]) {
    assert.is(prompt.indexOf("\n"), prompt.length - 1);
  }
  assert.not(validation.some(({ prompt }) => seen.has(prompt)));
});

const config = (process: "absorbing" | "uniform") => {
  const read = readTrainConfig({ corpus: "word-problems", process, steps: 1, length: 96 });
  if (isLeft(read)) { throw new Error("these are settings"); }
  return read.right;
};
words("prompts get no noise and do not count; programs and padding do", () => {
  for (const process of ["absorbing", "uniform"] as const) {
    const { x0, xt, weight } = stepBatch(config(process), tokens, vocabulary, 3, separator);
    const prompts = promptLengths(x0, 96, separator!);
    let counted = 0;
    x0.forEach((token, i) => {
      const given = i % 96 < prompts[Math.floor(i / 96)]!;
      if (given) { assert.equal([xt[i], weight[i]], [token, 0]); }
      else if (weight[i]! > 0) { counted++; }
    });
    assert.ok(counted > 100 && xt.some((token, i) => token !== x0[i]), `${process}: ${counted}`);
  }
});
words("in AR mode a row costs what stands behind its prompt: ln V a token where all are equally likely", async () => {
  const x0 = Int32Array.from(data.right.validation.subarray(0, 4 * 96));
  const flat = {
    process: "uniform" as const,
    vocabulary,
    score: ({ x0 }: { readonly x0: Int32Array }) =>
      new Float64Array(x0.length * vocabulary).fill(-Math.log(vocabulary)),
  };
  const free = 4 * 96 - promptLengths(x0, 96, separator!).reduce((sum, count) => sum + count, 0);
  const rows = { x0, length: 96, separator, charactersOf: charactersBy(data.right.lengths) };
  const { sizes, characters, tokens } = await rowsLikelihood(flat, rows, { blockSizes: [1] });
  assert.is(tokens, free);
  assert.is(characters, validation.slice(0, 4).reduce((sum, { completion }) => sum + completion.length, 0));
  assert.ok(Math.abs(sizes[0]!.nats - free * Math.log(vocabulary)) < 1e-6, String(sizes[0]!.nats));
  assert.is(givenPrompts(flat, undefined), flat);
});
words("what is measured as held out is what training held out: whole rows of problems that nobody learnt", async () => {
  const tokenizer = await tokenizerFor(shippedFolder("word-masked"));
  if (isLeft(tokenizer)) { throw new Error("a tokenizer ships"); }
  const { vocabulary, eos } = tokenizer.right;
  const abilities = { vocabulary, eos: eos! } as Loadable["abilities"];
  const model = { tokenizer: tokenizer.right, abilities, withoutTokenizer: null };
  const found = await heldOut(undefined, shippedFolder("word-masked"), model, 96);
  if (isLeft(found)) { throw new Error(found.left.sentence); }
  const rows = exampleRows({ ...tokenizer.right, eos: eos! }, validation, 96);
  assert.ok(isRight(rows));
  assert.equal(found.right.validation, rows.right);
  assert.equal(tokenizer.right.encode("\n"), { tokens: [found.right.separator] });
  const behind = behindPrompts(Int32Array.from(rows.right.subarray(0, 96)), 96, found.right.separator);
  assert.is(found.right.charactersOf(behind), validation[0]!.completion.length);
  const mute = await heldOut("word-problems", "", { ...model, abilities: { ...abilities, eos: undefined! } }, 96);
  assert.match(isLeft(mute) ? mute.left.sentence : "", /must have a token that ends a text: found none$/);
});
words("5-grams are given the prompts too, and each row is a text of its own", () => {
  const [prompt, one, two] = [[a, newline], [a, newline, b, end], [b, newline, a, end]];
  const learnt = [...one, ...two, ...one];
  const ngram = trainNgram([one, two, one], { vocabulary: 4 });
  const nats = ngram.logProbability(one).subarray(prompt.length).reduce((sum, x) => sum - x, 0);
  const { wittenBell } = judgeBits(learnt, one, 4, 3, { length: 4, separator: newline });
  assert.ok(Math.abs(wittenBell - nats / Math.LN2 / 3) < 1e-12);
});
words.run();
