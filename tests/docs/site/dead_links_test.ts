import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deadLinks } from "../../support/docs/dead_links.ts";

const links = suite("links of a built site");
links("are found dead when file, anchor or picture are missing, and not otherwise", () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-links-"));
  try {
    mkdirSync(join(folder, "a"));
    writeFileSync(
      join(folder, "index.html"),
      '<a href="a/b.html#here">1</a><a href="/a/b.html#gone">2</a><img src="no.svg">',
    );
    writeFileSync(
      join(folder, "a/b.html"),
      '<h2 id="here">x</h2><a href="../">1</a><a href="https://a.b/c">2</a><a href="c.html">3</a>',
    );
    assert.equal(deadLinks(folder), [
      "a/b.html: c.html: no such file",
      "index.html: /a/b.html#gone: no such anchor",
      "index.html: no.svg: no such file",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
links.run();
