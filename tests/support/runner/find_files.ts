import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Which files of a run: those that end in `_test.ts`, or the long ones in `_long.ts`. */
export type Kind = "test" | "long";

/** Folders whose files are material for tests, not tests. */
const skipped = new Set(["fixtures", "node_modules"]);

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(path);
    return [path];
  });

const filesUnder = (path: string): readonly string[] => statSync(path).isDirectory() ? walk(path) : [path];

/** Test files under the paths (relative to `root`), sorted, each once; a path that does not exist throws. */
export const findFiles = (root: string, kind: Kind, paths: readonly string[]): readonly string[] => {
  const found = paths.flatMap((path) => filesUnder(join(root, path)));
  const named = found.filter((path) => path.endsWith(`_${kind}.ts`));
  return [...new Set(named.map((path) => relative(root, path).split(sep).join("/")))].sort();
};
