import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseHTML } from "linkedom";

/** What is wrong with the links of a built site: `page: address: what`. */
export type DeadLinks = readonly string[];

interface BuiltPage {
  readonly file: string;
  readonly ids: ReadonlySet<string>;
  readonly addresses: readonly string[];
}

/** All pages of a built site, relative to its folder. */
export const pagesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html")).sort();

const attributes = [["a", "href"], ["img", "src"], ["link", "href"], ["script", "src"]] as const;

const readPage = (folder: string, path: string): BuiltPage => {
  const { document } = parseHTML(readFileSync(join(folder, path), "utf8"));
  const all = (tag: string, name: string): readonly string[] =>
    [...document.querySelectorAll(`${tag}[${name}]`)].map((element) => element.getAttribute(name)!);
  return {
    file: path,
    ids: new Set(all("*", "id")),
    addresses: [...new Set(attributes.flatMap(([tag, name]) => all(tag, name)))],
  };
};

/** Where an address of a page leads: a file of the site and an anchor; null for addresses elsewhere. */
const targetOf = (page: string, address: string): readonly [file: string, anchor: string] | null => {
  if (/^([a-z]+:|\/\/)/i.test(address)) { return null; }
  const { pathname, hash } = new URL(address, `http://site/${page}`);
  const path = decodeURIComponent(pathname).slice(1);
  return [path === "" || path.endsWith("/") ? `${path}index.html` : path, decodeURIComponent(hash.slice(1))];
};

/**
 * Links, pictures, styles and scripts that lead nowhere; anchors that no element has. Addresses outside of the site are not asked.
 *
 * @param folder The site.
 * @param data Pages to which what stands behind `#` is data, not an anchor.
 */
export const deadLinks = (folder: string, data = /^playground\//): DeadLinks => {
  const pages = new Map(pagesOf(folder).map((path) => [path, readPage(folder, path)]));
  return [...pages.values()].flatMap(({ file, addresses }) =>
    addresses.flatMap((address) => {
      const target = targetOf(file, address);
      if (target === null) { return []; }
      const [path, anchor] = target;
      const inside = !relative(resolve(folder), resolve(folder, path)).startsWith("..");
      if (!inside || !existsSync(join(folder, path))) { return [`${file}: ${address}: no such file`]; }
      const ids = pages.get(path)?.ids;
      return anchor === "" || data.test(path) || ids === undefined || ids.has(anchor)
        ? []
        : [`${file}: ${address}: no such anchor`];
    })
  );
};
