import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printed } from "../runtime/cli/in_process.ts";
import { root } from "../support/root.ts";

const picture = suite("the picture of docs/pictures.md");
picture("is what its command draws", async () => {
  const page = readFileSync(join(root, "docs/pictures.md"), "utf8");
  const [, line] = /^npx blockgen (sample .*) --trace docs\/pictures\.svg$/m.exec(page)!;
  const words = line!.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ""));
  const folder = mkdtempSync(join(tmpdir(), "blockgen-docs-"));
  try {
    const file = join(folder, "pictures.svg");
    await printed(...words, "--trace", file);
    assert.is(readFileSync(file, "utf8"), readFileSync(join(root, "docs/pictures.svg"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
picture.run();
