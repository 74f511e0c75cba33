import { existsSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { root } from "../../tests/support/root.ts";
import { toPlayground } from "./playground_link.ts";

/** Pages that stand elsewhere in the repository, and what they are on the site. */
export const fromRoot: Readonly<Record<string, string>> = {
  "README.md": "/index.md",
  "CONTRIBUTING.md": "/contributing.md",
  "CHANGELOG.md": "/changelog.md",
  "docs/playground/README.md": "/playground-notes.md",
};

const outside = /^([a-z]+:|#|\/)/;
const link = /(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g;

/** The page of a sampler has the name that its paragraph is headed by. */
const ofSamplers = (anchor: string, samplers: ReadonlySet<string>): string =>
  samplers.has(anchor.slice(1)) ? `/samplers/${anchor.slice(1)}.md` : `/samplers/index.md${anchor}`;

/** Where a file of the repository is on the site; null if it is not there. */
export const placeOf = (file: string, anchor: string, samplers: ReadonlySet<string>): string | null => {
  const moved = fromRoot[file];
  if (moved !== undefined) { return moved + anchor; }
  if (file === "docs/samplers.md") { return ofSamplers(anchor, samplers); }
  if (/^examples\/\w+\.ts$/.test(file)) { return `/examples/${basename(file, ".ts")}.md`; }
  return file.startsWith("docs/") && file.endsWith(".md") ? `/${file.slice("docs/".length)}${anchor}` : null;
};

/** A page in turns of prose and fenced code, prose first. */
const turns = (text: string): readonly string[] => {
  const parts = [""];
  let fence = "";
  for (const line of text.split("\n")) {
    const ticks = /^ *(`{3,})/.exec(line)?.[1] ?? "";
    if (fence === "" && ticks !== "") {
      fence = ticks;
      parts.push("");
    }
    parts[parts.length - 1] += `${line}\n`;
    if (fence !== "" && parts.at(-1) !== `${line}\n` && line.trim() === fence) {
      fence = "";
      parts.push("");
    }
  }
  return parts;
};

/** Applies `change` to what is not fenced code. */
export const inProse = (text: string, change: (prose: string) => string): string =>
  turns(text).map((part, i) => i % 2 === 0 ? change(part) : part).join("").replace(/\n$/, "");

const fail = (fault: string): void => {
  throw new Error(fault);
};

/**
 * Links of a page of the repository as links of the site; files that are no page of it are named instead. A link to a file that is not
 * there is told to `dead`, which throws unless told otherwise.
 */
export const siteLinks = (file: string, text: string, samplers: ReadonlySet<string>, dead = fail): string =>
  inProse(text, (prose) => linked(file, prose, samplers, dead));

const linked = (file: string, prose: string, samplers: ReadonlySet<string>, dead: typeof fail): string =>
  prose.replace(link, (whole, image: string, words: string, address: string) => {
    if (image === "!" || outside.test(address)) { return whole; }
    const [path = "", anchor = ""] = address.split(/(?=#)/);
    const target = normalize(join(dirname(file), path)).replace(/\/$/, "");
    if (!existsSync(join(root, target))) {
      dead(`${file} links to ${address}, which is not there`);
      return words;
    }
    if (target === "docs/playground/README.md") { return toPlayground(words); }
    const place = placeOf(target, anchor, samplers) ?? placeOf(`${target}/README.md`, anchor, samplers);
    return place === null ? (words.includes("`") ? words : `${words} (\`${target}\`)`) : `[${words}](${place})`;
  });
