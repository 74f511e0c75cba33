import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { notebookOf } from "./notebook.ts";

// Writes the notebooks of all scripts in cells/: npx tsx docs/workshop/make_notebooks.ts
const here = dirname(fileURLToPath(import.meta.url));
for (const name of readdirSync(join(here, "cells"))) {
  const script = readFileSync(join(here, "cells", name), "utf8");
  writeFileSync(join(here, name.replace(/\.ts$/, ".ipynb")), notebookOf(script));
}
