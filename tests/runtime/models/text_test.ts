import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { characterTokenizer, foldText, placeholder, symbolsOf } from "../../../runtime/models/mod.ts";

const text = suite("text and tokens");

text("folding fits, is idempotent, and leaves a text that fits alone", () => {
  const strings = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc.string({ unit: "binary", maxLength: 80 }),
  );
  fc.assert(
    fc.property(strings, fc.integer({ min: 2, max: 20 }), (given, most) => {
      const folded = foldText(given, most);
      assert.ok(symbolsOf(folded).length <= most);
      assert.is(foldText(folded, most), folded);
      if (symbolsOf(given).length <= most) { assert.is(folded, given); }
    }),
    { seed: 3, numRuns: 300 },
  );
});

text("folding goes from plain signs to lower case to the most frequent", () => {
  assert.is(foldText("\u201cCaf\u00e9\u201d", 5), '"Cafe"');
  assert.is(foldText("Aa Bb", 3), "aa bb");
  assert.is(foldText("aaabbcd", 3), "aaabb  ");
});

text("a text round trips through its own symbols", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (given) => {
      const tokenizer = characterTokenizer(symbolsOf(given));
      const read = tokenizer.encode(given);
      assert.ok("tokens" in read);
      if ("tokens" in read) { assert.is(tokenizer.decode(read.tokens), given); }
    }),
    { seed: 4, numRuns: 300 },
  );
});

text("unknown characters are folded if they can be, else reported with their index", () => {
  const tokenizer = characterTokenizer([".", "a", "e"]);
  assert.equal(tokenizer.encode("A\u00e9\u2026"), { tokens: [1, 2, 0, 0, 0] });
  assert.equal(tokenizer.encode("a\u{1f600}"), { unknown: "\u{1f600}", at: 1 });
  assert.is(tokenizer.decode([1, 3]), `a${placeholder}`);
});

text.run();
