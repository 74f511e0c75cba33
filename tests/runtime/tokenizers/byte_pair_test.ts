import fc from "fast-check";
import { type Either, isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type BytePairTable,
  bytePairTokenizer,
  decodeStream,
  describeTokenizerError,
  fromTokenizerJson,
  learnBytePairs,
  type TokenizerError,
  toTokenizerJson,
} from "../../../runtime/tokenizers/mod.ts";
import { wordsOf } from "../../../runtime/tokenizers/words.ts";

const ready = <A>(found: Either<TokenizerError, A>): A => {
  if (isRight(found)) { return found.right; }
  throw new Error(describeTokenizerError(found.left));
};
const sentence = (found: Either<TokenizerError, unknown>): string =>
  isLeft(found) ? describeTokenizerError(found.left) : "";
const learn = (text: string, pieces: number, eos = false): BytePairTable =>
  ready(learnBytePairs(text, { pieces, eos }));

/** Texts of few characters, so that pairs repeat. */
const texts = fc.array(fc.constantFrom("a", "b", "c", " ", "\n", ".", "é", "\u{1f600}"), { maxLength: 60 }).map((all) =>
  all.join("")
);
const anything = fc.string({ unit: "binary", maxLength: 60 });

const words = suite("words");

words("a space belongs to the following word, a newline is alone", () => {
  assert.equal([...wordsOf("In the  end,\n 12 c\u0301a")], ["In", " the", " ", " end", ",", "\n", " 12", " c\u0301a"]);
});

words("a newline takes the indentation behind it along, but for the space of the next word", () => {
  assert.equal([...wordsOf("f():\n    x\n  \n y\n")], ["f", "():", "\n   ", " x", "\n ", " ", "\n", " y", "\n"]);
});

words("joined they are the text", () => {
  fc.assert(fc.property(anything, (text) => assert.is([...wordsOf(text)].join(""), text)));
});
words.run();

const learning = suite("learning byte pairs");

learning("the most frequent pair first, by hand", () => {
  // low 3 times, lower once, newest twice. Pairs: lo 4, ow 4, we 3, others 2 or 1; lo comes before ow, for l < o.
  // Then lo+w 4, which takes one we away: ne, ew, we, es, st have 2 each; of these e < n, s, w and s < w.
  const { alphabet, merges } = learn("low\nlow\nlow\nlower\nnewest\nnewest\n", 10 + 3);
  assert.equal(alphabet, ["\n", "e", "l", "n", "o", "r", "s", "t", "w"]);
  const piece = (id: number): string => bytePairTokenizer({ alphabet, merges, eos: false }).pieces[id]!;
  assert.equal(merges.map(([a, b]) => `${piece(a)}+${piece(b)}`), ["l+o", "lo+w", "e+s", "e+w"]);
});

learning("counts stay what a count from nothing gives", () => {
  fc.assert(fc.property(texts, (text) => {
    const { alphabet, merges } = learn(text, 30);
    for (let n = 0; n < merges.length; n++) {
      assert.equal(merges[n], slowest(text, { alphabet, merges: merges.slice(0, n), eos: false }));
    }
  }));
});

/** The next merge, counted in the encoded words. */
function slowest(text: string, table: BytePairTable): readonly number[] | undefined {
  const { encode } = bytePairTokenizer(table);
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) {
    const encoded = encode(word);
    if (!("tokens" in encoded)) { throw new Error("a word of the text"); }
    encoded.tokens.slice(1).forEach((right, i) => {
      const pair = `${encoded.tokens[i]} ${right}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    });
  }
  const ordered = [...counts].map(([pair, n]) => [n, ...pair.split(" ").map(Number)] as [number, number, number])
    .sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
  return ordered[0]?.slice(1);
}

learning("is deterministic, whatever the order of lines", () => {
  fc.assert(fc.property(texts, (text) => {
    const backwards = text.split("\n").reverse().join("\n");
    assert.equal(learn(text, 24), learn(backwards, 24));
  }));
});

learning("no piece is longer than 64 characters", () => {
  const { pieces } = bytePairTokenizer(learn("a".repeat(5000), 40));
  assert.is(Math.max(...pieces.map((piece) => piece.length)), 64);
});

learning("too few pieces, or no number of them, end in a sentence", () => {
  assert.match(sentence(learnBytePairs("abc", { pieces: 2 })), "Cannot learn 2 pieces as the text has 3 characters");
  assert.match(sentence(learnBytePairs("abc", { pieces: 3, eos: true })), "Cannot learn 3 pieces");
  for (const pieces of [0, 1.5, NaN, 65536]) {
    assert.match(sentence(learnBytePairs("a", { pieces })), `from 1 to 65535: found ${pieces}`);
  }
});
learning.run();

const coding = suite("byte-pair tokens");

coding("decode(encode(text)) is the text, with at most as many tokens as characters", () => {
  fc.assert(fc.property(texts, texts, fc.nat(20), (learnt, other, more) => {
    const tokenizer = bytePairTokenizer(learn(`${learnt}abc \n.é\u{1f600}`, 8 + more));
    const encoded = tokenizer.encode(other);
    assert.ok("tokens" in encoded);
    assert.is(tokenizer.decode(encoded.tokens), other);
    assert.ok(encoded.tokens.length <= Array.from(other).length);
    assert.ok(encoded.tokens.every((token) => token >= 0 && token < tokenizer.vocabulary));
  }));
});

coding("any text, even with broken surrogates, comes back from its own pieces and from the file", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((c) => String.fromCharCode(c)), maxLength: 30 }), (text) => {
      const table = learn(text, 60);
      const tokenizer = bytePairTokenizer(ready(fromTokenizerJson(toTokenizerJson(table))));
      const encoded = tokenizer.encode(text);
      assert.ok("tokens" in encoded);
      assert.is(tokenizer.decode(encoded.tokens), text);
    }),
  );
});

coding("the first unknown character is reported with its place", () => {
  const { encode } = bytePairTokenizer(learn("ab ab", 4));
  assert.equal(encode("ab a?b"), { unknown: "?", at: 4 });
  assert.equal(encode("ab \u{1f600}?"), { unknown: "\u{1f600}", at: 3 });
});

coding("the end of a text is the last token, and shows as nothing; a newline has its token", () => {
  const { encode, decode, eos, newline, vocabulary } = bytePairTokenizer(learn("ab\n", 4, true));
  assert.is(eos, 3);
  assert.is(vocabulary, 4);
  assert.equal(encode("\n"), { tokens: [newline] });
  assert.is(decode([1, eos!, 2, 4]), "ab\u2592");
  assert.is(bytePairTokenizer(learn("ab", 2)).eos, null);
  assert.is(bytePairTokenizer(learn("ab", 2)).newline, null);
});

coding("a stream shows whole pieces", () => {
  const stream = decodeStream(bytePairTokenizer(learn("ab ab", 4)));
  assert.equal([3, 0].map(stream.push), ["ab", "ab "]);
});

coding("a word of a million letters takes no longer than its merges", () => {
  const tokenizer = bytePairTokenizer(learn("ab".repeat(200), 12));
  const begun = performance.now();
  const encoded = tokenizer.encode("ab".repeat(500_000));
  assert.ok("tokens" in encoded && encoded.tokens.length < 500_000);
  assert.ok(performance.now() - begun < 10_000);
});
coding.run();

const file = suite("the file of byte pairs");
const good = { type: "blockgen-bpe", version: 1, alphabet: ["a", "b"], merges: [[0, 1]], eos: false };
const read = (changes: object): string => sentence(fromTokenizerJson(JSON.stringify({ ...good, ...changes })));

file("what is written is read again", () => {
  fc.assert(fc.property(texts, fc.boolean(), (text, eos) => {
    const table = learn(text, 30, eos);
    assert.equal(ready(fromTokenizerJson(toTokenizerJson(table))), table);
  }));
});

file("anything else is refused with a sentence", () => {
  assert.is(read({}), "");
  assert.match(sentence(fromTokenizerJson("{")), "Cannot read tokenizer.json as it must be JSON");
  assert.match(read({ version: 2 }), "version must be 1: found 2");
  assert.match(read({ type: "BPE" }), 'type must be "blockgen-bpe"');
  assert.match(read({ alphabet: ["a", "a"] }), "alphabet must be free of repetitions");
  assert.match(read({ alphabet: ["ab"] }), "alphabet.0 must be one character");
  assert.match(read({ merges: [[0, 2]] }), "made of earlier pieces");
  assert.match(read({ merges: [[0, 1], [0, 1]] }), "free of repeated merges");
  assert.match(read({ merges: [[0, -1]] }), "merges.0.1 must be >=0: found -1");
  assert.match(read({ merges: Array.from({ length: 40 }, (_, k) => [k + 1, k + 1]) }), "of at most 64 characters");
  assert.match(read({ merges: [[0, 1, 0]] }), "merges");
  assert.match(read({ more: 1 }), "more must be never");
});

file("no JSON makes it throw", () => {
  fc.assert(fc.property(fc.json(), fc.object(), (text, changes) => {
    assert.ok(fromTokenizerJson(text)._tag === "Left");
    fromTokenizerJson(JSON.stringify({ ...good, ...changes }));
  }));
});
file.run();
