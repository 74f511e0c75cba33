import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/root.ts";
import { figure } from "./both_schemes.ts";
import { fromRoot, inProse, siteLinks } from "./links.ts";
import type { Page, Picture } from "./page.ts";

/** Pages that the site makes itself, and folders whose Markdown is none of it. */
const elsewhere = new Set(["docs/samplers.md"]);
const skipped = /^docs\/(\.vitepress|site|quality|reproduce|playground)\//;

const markdownUnder = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) { return skipped.test(`${path}/`) ? [] : markdownUnder(path); }
    return entry.name.endsWith(".md") && !elsewhere.has(path) ? [path] : [];
  });

/** Files of the repository that are pages, and the path of each on the site. README.md is not: the first page says what it says. */
export const writtenFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...markdownUnder("docs").map((file) => [file, file.slice("docs/".length)] as const),
    ...Object.entries(fromRoot).filter(([file]) => file !== "README.md" && existsSync(join(root, file)))
      .map(([file, page]) => [file, page.slice(1)] as const),
  ]);

const placeholder = /<!-- picture: ([\w-]+) -->/g;
const image = /!\[([^\]]*)\]\(([\w./-]+)\.svg\)/g;

/** A page written by hand, as the site shows it, and the pictures that it brings along from the repository. */
export const writtenPage = (
  file: string,
  path: string,
  pictures: ReadonlyMap<string, Picture>,
  samplers: ReadonlySet<string>,
): { readonly page: Page; readonly pictures: readonly Picture[] } => {
  const brought: Picture[] = [];
  const bring = (alt: string, name: string): string => {
    const svg = readFileSync(join(root, file, "..", `${name}.svg`), "utf8");
    const picture = { name: name.replace(/.*\//, ""), alt, svg };
    brought.push(picture);
    return figure(picture);
  };
  const place = (name: string): string => {
    const picture = pictures.get(name);
    if (picture === undefined) { throw new Error(`${file} asks for the picture ${name}, which nobody draws`); }
    return figure(picture);
  };
  const prose = inProse(
    siteLinks(file, readFileSync(join(root, file), "utf8"), samplers),
    (part) =>
      part.replace(placeholder, (_, name: string) => place(name))
        .replace(image, (_, alt: string, name: string) => bring(alt, name)),
  );
  const text = prose.replace(/^( *`{3,})(ts|sh) no-run .*$/gm, "$1$2").replaceAll(/^<!-- deno-fmt-.* -->\n/gm, "");
  return { page: { path, text }, pictures: brought };
};
