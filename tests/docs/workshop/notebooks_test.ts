import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lessons } from "../../../docs/playground/lessons/lessons.ts";
import { cellsOf, codeOf, notebookOf } from "../../../docs/workshop/notebook.ts";
import { hasDeno, runDeno } from "../../support/deno.ts";
import { root } from "../../support/root.ts";
import { requiredInCi } from "../../support/skip.ts";

const workshop = join(root, "docs/workshop");
const names = readdirSync(join(workshop, "cells")).map((file) => file.replace(/\.ts$/, "")).sort();
const notebook = (name: string): string => readFileSync(join(workshop, `${name}.ipynb`), "utf8");

const notebooks = suite("the notebooks of the workshop");

notebooks("are those of the lessons", () => {
  const titles = names.map((name) => {
    const [head] = cellsOf(readFileSync(join(workshop, "cells", `${name}.ts`), "utf8"));
    return head!.lines[0];
  });
  assert.equal(titles, lessons.map(({ number, title }) => `# ${number}. ${title}`));
});
notebooks("are made of their scripts, and hold no outputs", () => {
  for (const name of names) {
    const script = readFileSync(join(workshop, "cells", `${name}.ts`), "utf8");
    assert.is(notebook(name), notebookOf(script), `make ${name} again: npx tsx docs/workshop/make_notebooks.ts`);
  }
});
notebooks("keep cells apart and in order", () => {
  const cells = cellsOf('// %% [markdown]\n// # A\n//\n// b\n\n// %%\nimport "../kit.ts";\n\nconst c = 1;\n');
  assert.equal(cells, [
    { kind: "markdown", lines: ["# A", "", "b"] },
    { kind: "code", lines: ['import "../kit.ts";', "", "const c = 1;"] },
  ]);
  const made = notebookOf('// %%\nimport { a } from "../kit.ts";\na();\n// %%\nb();\n');
  assert.is(codeOf(made), 'import { a } from "./kit.ts";\na();\n\nb();\n');
});

/** Each runs as one script, in a folder below the repository, whose import map names the package. */
const underDeno = requiredInCi("deno", hasDeno, "Deno is not installed")(notebooks);
for (const name of names) {
  underDeno(`run from the first cell to the last, under Deno: ${name}`, async () => {
    const folder = join(root, ".cache/workshop", name);
    mkdirSync(folder, { recursive: true });
    try {
      copyFileSync(join(workshop, "kit.ts"), join(folder, "kit.ts"));
      writeFileSync(join(folder, "notebook.ts"), codeOf(notebook(name)));
      const ended = await runDeno(["run", "-A", "--no-check", join(folder, "notebook.ts")], 300);
      assert.is(ended.code, 0, ended.output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
notebooks.run();
