import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hasDeno } from "../support/deno.ts";
import { runInDenoToo } from "../support/docs/blocks_in_deno.ts";
import { collectBlocks } from "../support/docs/collect.ts";
import type { CodeBlock } from "../support/docs/extract.ts";
import { root } from "../support/root.ts";
import { requiredInCi } from "../support/skip.ts";

const block = (line: number, code: string): CodeBlock => ({ file: "page.md", line, marker: "", code });
const pages = suite("code on pages, under Deno");
const test = requiredInCi("deno", hasDeno, "Deno is not installed")(pages);

test("is reported where it fails", async () => {
  const { ran, complaints } = await runInDenoToo("planted", [
    block(1, 'import { open } from "blockgen/dsl";\nif (open.nodes.length !== 0) throw new Error("not empty");'),
    block(9, 'throw new Error("planted");'),
  ]);
  assert.is(ran, 2);
  assert.is(complaints.length, 1);
  assert.match(complaints[0]!, /^page\.md:9 under Deno: Error: planted/);
});
test("runs as it does under Node: README and docs", async () => {
  const blocks = collectBlocks(root, ["README.md", "docs"]).filter(({ file }) => file.endsWith(".md"));
  const { ran, complaints } = await runInDenoToo("pages", blocks);
  console.log(`\n  ${ran} blocks ran under Deno`);
  assert.equal(complaints, []);
  assert.ok(ran > 20, String(ran));
});
pages.run();
