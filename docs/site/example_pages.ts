import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/root.ts";
import type { Page } from "./page.ts";

const titleOf = (name: string): string =>
  name.replace(/^\d+_/, "").replaceAll("_", " ").replace(/^./, (c) => c.toUpperCase());

const pageOf = (file: string): Page => {
  const name = file.replace(/\.ts$/, "");
  const text = [
    `# ${titleOf(name)}`,
    `\`npx tsx examples/${file}\` in a clone of the repository; the tests run it.`,
    `\`\`\`ts\n${readFileSync(join(root, "examples", file), "utf8").trimEnd()}\n\`\`\``,
    "",
  ];
  return { path: `examples/${name}.md`, text: text.join("\n\n") };
};

/** A page for each file in examples/. */
export const examplePages = (): readonly Page[] =>
  readdirSync(join(root, "examples")).filter((file) => file.endsWith(".ts")).sort().map(pageOf);
