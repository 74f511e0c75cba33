import fc from "fast-check";
import { type Either, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  decodeStream,
  describeTokenizerError,
  type HuggingFaceTokenizer,
  huggingFaceTokenizer,
  type TokenizerError,
} from "../../../runtime/tokenizers/mod.ts";
import { Tokenizer } from "@huggingface/tokenizers";
import { gpt2, smol, smolConfig } from "./fixtures/files.ts";

const ready = (found: Either<TokenizerError, HuggingFaceTokenizer>): HuggingFaceTokenizer => {
  if (isRight(found)) { return found.right; }
  throw new Error(describeTokenizerError(found.left));
};
const sentence = async (tokenizer: unknown, config?: unknown): Promise<string> => {
  const found = await huggingFaceTokenizer(config === undefined ? { tokenizer } : { tokenizer, config });
  return isRight(found) ? "" : describeTokenizerError(found.left);
};
/** The number of an ASCII character that prints, in GPT-2's fixture: its byte. */
const byte = (character: string): number => character.charCodeAt(0);

const texts = fc.string({ unit: "grapheme", maxLength: 30 });

const hf = suite("tokenizers of published models");

hf("GPT-2: merges in their order, within words", async () => {
  const { encode, vocabulary, special } = ready(await huggingFaceTokenizer({ tokenizer: gpt2 }));
  // "the" has no leading space: t stays alone, he merges. " the" merges fully, " then" up to the n.
  assert.equal(encode("the the then"), { tokens: [byte("t"), 257, 258, 258, byte("n")] });
  assert.equal(encode("12 t"), { tokens: [byte("1"), byte("2"), 256] });
  assert.equal(encode(""), { tokens: [] });
  assert.is(vocabulary, 262);
  assert.is(special.eos, 261);
  assert.is(special.bos, 261);
  assert.is(special.pad, null);
});

hf("the name of a special token in a text is that token, and comes back", async () => {
  const { encode, decode } = ready(await huggingFaceTokenizer({ tokenizer: gpt2 }));
  assert.equal(encode("a<|endoftext|>b"), { tokens: [byte("a"), 261, byte("b")] });
  assert.is(decode([byte("a"), 261, byte("b")]), "a<|endoftext|>b");
});

hf("SmolLM: digits one by one though a merge would join them; specials from the config", async () => {
  const { encode, special } = ready(await huggingFaceTokenizer({ tokenizer: smol, config: smolConfig }));
  assert.equal(encode("12 a"), { tokens: [byte("1") + 3, byte("2") + 3, 260] });
  assert.is(special.bos, 1);
  assert.is(special.eos, 2);
  assert.is(special.pad, 2);
  assert.equal([...special.all], [["<|endoftext|>", 0], ["<|im_start|>", 1], ["<|im_end|>", 2]]);
});

hf("spaces before punctuation stay: decoding is exact", async () => {
  const { encode, decode } = ready(await huggingFaceTokenizer({ tokenizer: gpt2 }));
  const encoded = encode("do n't . ");
  assert.ok("tokens" in encoded && decode(encoded.tokens) === "do n't . ");
});

for (const [name, tokenizer] of [["GPT-2", gpt2], ["SmolLM", smol]] as const) {
  hf(`${name}: decode(encode(text)) is the text, and agrees with the library`, async () => {
    const { encode, decode, vocabulary } = ready(await huggingFaceTokenizer({ tokenizer }));
    const library = new Tokenizer(tokenizer, { clean_up_tokenization_spaces: false });
    fc.assert(fc.property(texts, (text) => {
      const encoded = encode(text);
      assert.ok("tokens" in encoded);
      assert.is(decode(encoded.tokens), text);
    }));
    fc.assert(fc.property(fc.array(fc.nat(vocabulary - 1), { minLength: 1, maxLength: 12 }), (tokens) => {
      assert.is(decode(tokens), library.decode(tokens));
    }));
  });
}

hf("a stream shows a character when its last byte is there", async () => {
  const tokenizer = ready(await huggingFaceTokenizer({ tokenizer: gpt2 }));
  const encoded = tokenizer.encode("a\u20ac\ud83d\ude00");
  assert.ok("tokens" in encoded);
  const stream = decodeStream(tokenizer);
  const seen = encoded.tokens.map((token) => stream.push(token));
  assert.is(seen.at(-1), "a\u20ac\ud83d\ude00");
  assert.equal([...new Set(seen)], ["a", "a\u20ac", "a\u20ac\ud83d\ude00"]);
  assert.is(stream.end(), "a\u20ac\ud83d\ude00");
});

hf("what a stream has shown never changes, and ends as decode", async () => {
  const tokenizer = ready(await huggingFaceTokenizer({ tokenizer: smol }));
  fc.assert(fc.property(fc.array(fc.nat(300), { maxLength: 12 }), (tokens) => {
    const stream = decodeStream(tokenizer);
    const seen = ["", ...tokens.map(stream.push), stream.end()];
    seen.slice(1).forEach((text, i) => assert.ok(text.startsWith(seen[i]!)));
    assert.is(seen.at(-1), tokenizer.decode(tokens));
  }));
});

hf("the first character without a token is reported, with and without an unknown token", async () => {
  const { "\u00c4": _, ...vocab } = gpt2.model.vocab as Record<string, number>;
  for (const unk_token of [null, "<|endoftext|>"]) {
    const tokenizer = { ...gpt2, model: { ...gpt2.model, vocab, unk_token } };
    const { encode } = ready(await huggingFaceTokenizer({ tokenizer }));
    // U+010A is the bytes C4 8A.
    assert.equal(encode("ab\u{1f600}\u010a"), { unknown: "\u010a", at: 4 });
  }
});

hf("words that JavaScript's objects have too are pieces like others", async () => {
  const { encode } = ready(
    await huggingFaceTokenizer({ tokenizer: { ...gpt2, model: { ...gpt2.model, ignore_merges: true } } }),
  );
  assert.equal(encode("constructor"), { tokens: [259] });
});

hf("numbers that are no tokens show as a placeholder", async () => {
  const { decode } = ready(await huggingFaceTokenizer({ tokenizer: gpt2 }));
  assert.is(decode([byte("a"), 99999]), "a\u2592");
});

hf("files of another kind or shape end in a sentence", async () => {
  assert.match(await sentence(null), /^Cannot read tokenizer.json as it must be Object: found null$/);
  assert.match(
    await sentence({ ...gpt2, model: { type: "WordPiece", vocab: {} } }),
    "model must be BPE: found WordPiece",
  );
  assert.match(
    await sentence({ ...gpt2, decoder: { type: "Metaspace" } }),
    "decoder must be ByteLevel: found Metaspace",
  );
  const vocab = (found: unknown) => sentence({ ...gpt2, model: { ...gpt2.model, vocab: found } });
  assert.match(await vocab({ a: -1 }), "model.vocab must be a table from pieces to whole numbers");
  assert.match(await vocab([["a", 0]]), "model.vocab must be a table");
  assert.match(await vocab({ a: 4_000_000 }), "model.vocab must be ids near 0 to 1: found 4000000");
  assert.match(await sentence({ ...gpt2, model: { ...gpt2.model, merges: [1] } }), "model.merges.0 must be");
  assert.match(await sentence({ ...gpt2, pre_tokenizer: { type: "Nonsense" } }), "refuses it: Unknown PreTokenizer");
  assert.match(await sentence(gpt2, { eos_token: 3 }), "Cannot read tokenizer_config.json as eos_token must be");
});

hf.run();
