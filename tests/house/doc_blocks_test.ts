import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkBlocks } from "../support/docs/check_blocks.ts";
import { collectBlocks } from "../support/docs/collect.ts";
import { root } from "../support/root.ts";

const fixtures = "tests/house/fixtures/docs";

const harness = suite("the harness for code in docs");
harness("runs what it finds in Markdown, and no more", async () => {
  const report = await checkBlocks("good", collectBlocks(root, [`${fixtures}/good.md`]));
  assert.equal(report, { ran: 2, skipped: 1, complaints: [] });
});

harness("reports a false assertion, a type error and a block that stays out without a reason", async () => {
  const { complaints } = await checkBlocks("bad", collectBlocks(root, [`${fixtures}/bad.md`]));
  const starts = complaints.map((complaint) => complaint.slice(`${fixtures}/`.length).split("\n")[0]!).sort();
  assert.is(starts.length, 5, complaints.join("\n"));
  assert.match(starts[0]!, "bad.md:10: does not compile: TS2322");
  assert.match(starts[1]!, "bad.md:14: `no-run` is not `no-run` with a reason");
  assert.match(starts[2]!, "bad.md:18: `ignore` is not `no-run` with a reason");
  assert.match(starts[3]!, "bad.md:22: does not compile: TS2304");
  assert.match(starts[4]!, "bad.md:4: AssertionError");
});

harness("finds the examples of docstrings, and nothing outside of them", async () => {
  const blocks = collectBlocks(root, [`${fixtures}/documented.ts`]);
  assert.equal(blocks.map((block) => block.line), [6]);
  const { complaints } = await checkBlocks("documented", blocks);
  assert.is(complaints.length, 1);
  assert.match(complaints[0]!, "documented.ts:6: AssertionError");
});
harness.run();

const docs = suite("code that a reader may paste");
docs("compiles and runs: README, docs, docstrings", async () => {
  const report = await checkBlocks("all", collectBlocks(root));
  console.log(`\n  ${report.ran} blocks ran, ${report.skipped} say why not`);
  assert.ok(report.complaints.length === 0, report.complaints.join("\n\n"));
});
docs.run();
