/** One block of code in a text: from which file, at which line it starts (from 1), what its fence says behind the language. */
export interface CodeBlock {
  readonly file: string;
  readonly line: number;
  readonly marker: string;
  readonly code: string;
}

const fence = /^(\s*)(`{3,})\s*(\S*)\s*(.*)$/;
const languages = new Set(["ts", "typescript"]);

/** Drops up to `width` blanks, the indentation of the fence, so that code in lists starts at column 1. */
const outdent = (line: string, width: number): string =>
  line.slice(Math.min(width, line.length - line.trimStart().length));

/** A block with the language that its fence names. */
export interface Fenced extends CodeBlock {
  readonly language: string;
}

/** All fenced blocks of Markdown, in order; a block ends at a fence at least as long as the one it starts with. */
export const fencesIn = (file: string, text: string): readonly Fenced[] => {
  const blocks: Fenced[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, indent = "", ticks = "", language = "", marker = ""] = fence.exec(lines[at]!) ?? [];
    if (ticks === "") continue;
    const end = lines.findIndex((line, index) =>
      index > at && line.trim().startsWith(ticks) && /^`+$/.test(line.trim())
    );
    const stop = end === -1 ? lines.length : end;
    const code = lines.slice(at + 1, stop).map((line) => outdent(line, indent.length)).join("\n");
    blocks.push({ file, line: at + 2, language, marker: marker.trim(), code });
    at = stop;
  }
  return blocks;
};

/** The blocks of TypeScript in Markdown. */
export const blocksInMarkdown = (file: string, text: string): readonly CodeBlock[] =>
  fencesIn(file, text).filter(({ language }) => languages.has(language))
    .map(({ language: _, ...block }) => block);

/** The text of the docstrings of a source, every other line blank, so that lines keep their numbers. */
const docstrings = (source: string): string => {
  let inside = false;
  return source.split("\n").map((line) => {
    if (!inside && /^\s*\/\*\*/.test(line)) inside = true;
    const text = inside ? line.replace(/^\s*\/?\*{1,2}(?!\/) ?/, "") : "";
    if (line.includes("*/")) inside = false;
    return text;
  }).join("\n");
};

/** The blocks of TypeScript in the docstrings of a source. */
export const blocksInSource = (file: string, source: string): readonly CodeBlock[] =>
  blocksInMarkdown(file, docstrings(source));

/** Every block of a file, by its kind. */
export const blocksIn = (file: string, text: string): readonly CodeBlock[] =>
  file.endsWith(".md") ? blocksInMarkdown(file, text) : blocksInSource(file, text);
