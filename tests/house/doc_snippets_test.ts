import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkBlocks } from "../support/docs/check_blocks.ts";
import { collectBlocks } from "../support/docs/collect.ts";
import { root } from "../support/root.ts";

const blocks = collectBlocks(root);
const snippets = suite("code in docs");

snippets("is found in the README, in docs/ and in docstrings of both halves", () => {
  for (const place of [/^README\.md$/, /^docs\//, /^dsl\//, /^runtime\//]) {
    assert.ok(blocks.some(({ file }) => place.test(file)), String(place));
  }
});

snippets("compiles and runs as a reader would paste it", async () => {
  const report = await checkBlocks("test", blocks);
  assert.equal(report.complaints, []);
  assert.is(report.ran + report.skipped, blocks.length);
});

snippets.run();
