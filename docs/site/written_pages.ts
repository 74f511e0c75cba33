import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/root.ts";
import { figure } from "./both_schemes.ts";
import { fromRoot, inProse, siteLinks } from "./links.ts";
import type { Page, Picture } from "./page.ts";

/** The site makes these itself. */
const elsewhere = new Set(["docs/samplers.md"]);
/** Folders of pages; others in docs/ hold programs that write pages, and what these read. */
const folders = ["docs", "docs/concepts", "docs/cookbook", "docs/workshop"];

const pagesIn = (folder: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).sort().map((name) => `${folder}/${name}`)
      .filter((path) => path.endsWith(".md") && !elsewhere.has(path))
    : [];

/** Files of the repository that are pages, and the path of each on the site. README.md is not: the first page says what it says. */
export const writtenFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...folders.flatMap(pagesIn).map((file) => [file, file.slice("docs/".length)] as const),
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
    siteLinks(file, readFileSync(join(root, file), "utf8"), samplers, console.warn),
    (part) =>
      part.replace(placeholder, (_, name: string) => place(name))
        .replace(image, (_, alt: string, name: string) => bring(alt, name)),
  );
  const text = prose.replace(/^( *`{3,})(ts|sh) no-run .*$/gm, "$1$2").replaceAll(/^<!-- deno-fmt-.* -->\n/gm, "");
  return { page: { path, text }, pictures: brought };
};
