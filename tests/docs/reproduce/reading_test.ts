import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { root } from "../../support/root.ts";

const read = (path: string): string => readFileSync(join(root, "docs", path), "utf8");
const rows = read("reproduce.md").split("\n").filter((line) => line.startsWith("|")).join("\n");

const reading = suite("the reading of the paper's picture");
reading("claims no difference that is not in the tables", () => {
  const claimed = [...read("reproduce/reading.md").matchAll(/\d+\.\d+\s±\s\d+\.\d+/g)].map(([text]) =>
    text.replace(/\s+/g, " ")
  );
  assert.ok(claimed.length >= 8, String(claimed.length));
  assert.equal(claimed.filter((difference) => !rows.includes(difference)), []);
});
reading("is on the page as it is", () => assert.ok(read("reproduce.md").includes(read("reproduce/reading.md").trim())));
reading.run();
