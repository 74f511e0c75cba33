import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookModule, bookText, cleanVerse, readVerses } from "../../../runtime/books/make_node.ts";
import { loadBook, symbolsOf } from "../../../runtime/models/mod.ts";

const genesis = suite("genesis");

genesis("is written again, byte for byte, from its source", () => {
  const text = bookText(readVerses(), "Genesis");
  const committed = readFileSync(new URL("../../../runtime/books/genesis.ts", import.meta.url), "utf8");
  assert.ok(bookModule("genesis", "Genesis", text) === committed, "run npx tsx runtime/books/make_node.ts");
});

genesis("is the text that the module exports: one verse a line, 64 symbols at most, no marks", async () => {
  const book = await loadBook();
  assert.ok(book.text === bookText(readVerses(), "Genesis"));
  assert.is(book.text.split("\n").length, 1533 + 1);
  assert.ok(symbolsOf(book.text).length <= 64);
  assert.not.ok(/[#[\]`$\\]| {2}/.test(book.text));
  assert.is(book.licence, "public domain");
});

genesis("marks are removed and capitals of whole words are a name's", () => {
  assert.is(cleanVerse("# And the LORD God [said], I am"), "And the Lord God said, I am");
});

genesis.run();
