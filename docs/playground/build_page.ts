import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../tests/support/browser/bundle.ts";
import { root } from "../../tests/support/root.ts";
import { chunks } from "./chunks.ts";

const source = join(root, "docs/playground");
const sheets = ["theme.css", "layout.css", "grid.css"] as const;

/** Classic scripts, since browsers load no module into a page that is opened as a file. */
const script = (entry: string, file: string): Promise<void> =>
  bundle(join(source, entry), file, { globalName: "blockgenPlayground" });

/** The page needs the worker's source as a string, to make a blob of it: it may not read a file beside it. */
const quote = (file: string, name: string): void =>
  writeFileSync(file, `globalThis.${name}=${JSON.stringify(readFileSync(file, "utf8"))};\n`);

/** Builds the playground into an emptied folder and returns the names of its scripts. */
export const buildPage = async (target: string): Promise<readonly string[]> => {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  copyFileSync(join(source, "index.html"), join(target, "index.html"));
  for (const sheet of sheets) { copyFileSync(join(source, "styles", sheet), join(target, sheet)); }
  const engine = join(target, chunks.engine.file);
  await Promise.all([
    script("page.ts", join(target, "page.js")),
    script("book.ts", join(target, chunks.book.file)),
    script("engine/worker.ts", engine),
  ]);
  quote(engine, chunks.engine.global);
  return ["page.js", chunks.engine.file, chunks.book.file];
};
