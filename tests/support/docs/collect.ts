import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { blocksIn, type CodeBlock } from "./extract.ts";

/** Where a reader may find code to paste. */
export const documented = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "mod.ts", "dsl", "runtime", "docs"] as const;

const isDocument = (name: string): boolean => name.endsWith(".ts") || name.endsWith(".md");

/** Documents at a path, relative to the repository: itself, or all in the folder. */
export const filesAt = (root: string, path: string): readonly string[] => {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return isDocument(path) ? [path] : [];
  return readdirSync(join(root, path)).sort().filter((name) => !["node_modules", "dist"].includes(name))
    .flatMap((name) => filesAt(root, `${path}/${name}`));
};

/** All blocks of TypeScript under the paths, in the order of the files. */
export const collectBlocks = (root: string, paths: readonly string[] = documented): readonly CodeBlock[] =>
  paths.flatMap((path) => filesAt(root, path)).flatMap((file) =>
    blocksIn(file, readFileSync(join(root, file), "utf8"))
  );

/** Whether a block runs. A block may stay out only by saying why: `no-run` and a reason; anything else is a complaint. */
export const fate = (block: CodeBlock): "run" | "skip" | "unexplained" => {
  if (block.marker === "") return "run";
  return /^no-run\s+\S.{4,}$/.test(block.marker) ? "skip" : "unexplained";
};
