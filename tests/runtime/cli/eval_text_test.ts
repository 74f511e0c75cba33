import { isLeft } from "fp-ts/lib/Either.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { heldOut } from "../../../runtime/cli/eval_text.ts";
import { markovOracle } from "../../../runtime/mod.ts";

const text = suite("held-out text in a model's tokens");
text("counts code points, as judges do: a letter outside of the first plane is one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-held-out-"));
  try {
    const file = join(folder, "text.txt");
    writeFileSync(file, "a𝒜b ".repeat(500));
    const { tokenizer, abilities } = markovOracle("a𝒜b ");
    const found = await heldOut(file, folder, { tokenizer: tokenizer as never, abilities, withoutTokenizer: null }, 8);
    if (isLeft(found)) { throw new Error(found.left.sentence); }
    const read = tokenizer.encode("a𝒜b");
    assert.is(found.right.charactersOf("tokens" in read ? read.tokens : []), 3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
text.run();
