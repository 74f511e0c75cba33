import type { Page } from "../page.ts";
import { inProse } from "../links.ts";
import { entries, type Group, groups, type Part } from "./groups.ts";
import { signatureOf, writeDeclarations } from "./signatures.ts";
import { exportsOf, type Symbol, type Tag } from "./symbols.ts";

const belongs = ({ file }: Symbol, { under }: Group): boolean =>
  under.some((path) => file === path || file.startsWith(`${path}/`));

/** Text of a docstring as Markdown that neither Vue nor HTML reads anything into, outside of code. */
const safe = (text: string): string =>
  inProse(
    text,
    (prose) =>
      prose.split(/(`[^`]*`)/).map((part, i) =>
        i % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;")
      ).join(""),
  );

const tagged = (tags: readonly Tag[], kind: string): readonly Tag[] => tags.filter((tag) => tag.kind === kind);
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();

const lists = (tags: readonly Tag[]): readonly string[] => [
  ...tagged(tags, "param").map(({ name, doc }) => `- \`${name}\`: ${safe(oneLine(doc ?? ""))}`),
  ...tagged(tags, "return").map(({ doc }) => `- Returns: ${safe(oneLine(doc ?? ""))}`),
  ...tagged(tags, "see").map(({ doc }) => `- See ${safe(oneLine(doc ?? ""))}`),
];

/** The first line of an example is its title; the rest is code, which the tests run. */
const example = ({ doc = "" }: Tag): string => {
  const [title = "", ...rest] = doc.trim().startsWith("```") ? ["", doc] : doc.split("\n");
  return [`**Example${title.trim() === "" ? "" : `: ${safe(title.trim())}`}**`, rest.join("\n").trim()].join("\n\n");
};

const section = (symbol: Symbol): string => {
  const signature = signatureOf(symbol);
  if (signature === null) { throw new Error(`${symbol.file} does not declare ${symbol.name}`); }
  const items = lists(symbol.tags);
  return [
    `## ${symbol.name} {#${symbol.name}}`,
    safe(symbol.doc),
    `\`\`\`ts\n${signature}\n\`\`\``,
    ...(items.length === 0 ? [] : [items.join("\n")]),
    ...tagged(symbol.tags, "example").map(example),
    `<small>\`${symbol.file}\`</small>`,
  ].join("\n\n");
};

const pageOf = (part: Part, { name, title, about }: Group, symbols: readonly Symbol[]): Page => ({
  path: `api/${part}/${name}.md`,
  text: [
    `---\noutline: 2\n---`,
    // A title of one word would take the anchor of a symbol of that name.
    `# ${title} {#page-${name}}`,
    `${about} Import from \`blockgen/${part}\`.`,
    ...symbols.map(section),
    "",
  ].join("\n\n"),
});

const indexOf = (
  all: readonly { readonly part: Part; readonly group: Group; readonly symbols: readonly Symbol[] }[],
) => {
  const linesOf = (part: Part) =>
    all.filter((one) => one.part === part).map(({ group, symbols }) =>
      `**[${group.title}](/api/${part}/${group.name}.md).** ${group.about} ${
        symbols.map(({ name }) => `[\`${name}\`](/api/${part}/${group.name}.md#${name})`).join(" ")
      }`
    ).join("\n\n");
  return [
    "# API reference",
    "Everything that the package exports, made from the sources by `deno doc` and the compiler. `blockgen` has what a page\nof a browser can load, `blockgen/dsl` and `blockgen/runtime`; what needs a disk is in `blockgen/node`. Examples are run by the tests.",
    ...(Object.keys(entries) as readonly Part[]).flatMap((part) => [`## blockgen/${part}`, linesOf(part)]),
    "",
  ].join("\n\n");
};

/** The reference: an index, and a page for each group. A symbol that no group has is an error. */
export const apiPages = async (): Promise<readonly Page[]> => {
  await writeDeclarations();
  const parts = Object.entries(entries) as readonly (readonly [Part, string])[];
  const all = (await Promise.all(parts.map(async ([part, entry]) => {
    const symbols = await exportsOf(entry);
    const homeless = symbols.filter((symbol) => !groups[part].some((group) => belongs(symbol, group)));
    if (homeless.length > 0) { throw new Error(`no page of the reference has ${homeless.map(({ name }) => name)}`); }
    return groups[part].map((group) => ({
      part,
      group,
      symbols: symbols.filter((symbol) => groups[part].find((first) => belongs(symbol, first)) === group),
    }));
  }))).flat().filter(({ symbols }) => symbols.length > 0);
  return [
    { path: "api/index.md", text: indexOf(all) },
    ...all.map(({ part, group, symbols }) => pageOf(part, group, symbols)),
  ];
};
