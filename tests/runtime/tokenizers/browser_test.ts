import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runInBrowser } from "../../support/browser/mod.ts";
import { root } from "../../support/root.ts";
import { ranOn } from "../../support/skip.ts";
import { bytePairs, published } from "./fixtures/in_browser.ts";

const entry = join(root, "tests/runtime/tokenizers/fixtures/in_browser.ts");
const browser = suite("tokenizers in a page");

browser("byte pairs are those of Node", async () => {
  const args = ["In the beginning, and the the end\n", 24] as const;
  const found = await runInBrowser({ graphics: "none", entry, name: "bytePairs", args });
  assert.equal(found, await bytePairs(...args));
  assert.is((found as { text: string }).text, args[0]);
  ranOn("chromium");
});

browser("a published model's tokens are those of Node", async () => {
  const found = await runInBrowser({ graphics: "none", entry, name: "published", args: ["the the \u20ac"] });
  assert.equal(found, await published("the the \u20ac"));
  assert.is((found as { text: string }).text, "the the \u20ac");
});
browser.run();
