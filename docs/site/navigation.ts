import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assembled } from "./folders.ts";
import type { Page } from "./page.ts";

/** A link, or a group of them, as VitePress takes it. */
export interface Item {
  readonly text: string;
  readonly link?: string;
  readonly target?: string;
  readonly items?: readonly Item[];
  readonly collapsed?: boolean;
}

/** What stands above and beside the pages. */
export interface Navigation {
  readonly nav: Item[];
  readonly sidebar: Item[];
}

const file = join(assembled, "navigation.json");

/** Sections of pages written by hand, in the order in which one reads them. */
const sections: readonly (readonly [title: string, paths: readonly string[]])[] = [
  ["Begin", ["index.md", "start.md"]],
  ["Concepts", [
    "concepts/index.md",
    "concepts/processes.md",
    "concepts/schedules.md",
    "concepts/scores.md",
    "concepts/abilities.md",
    "concepts/determinism.md",
  ]],
  ["Cookbook", ["cookbook/write.md", "cookbook/models.md", "cookbook/runs.md", "cookbook/places.md"]],
];
const later: readonly (readonly [title: string, paths: readonly string[]])[] = [
  ["Train and measure", ["training.md", "evaluation.md", "likelihood.md", "quality.md", "reproduce.md"]],
  ["Inside", [
    "inside.md",
    "support.md",
    "engines.md",
    "map.md",
    "playground-notes.md",
    "contributing.md",
    "changelog.md",
  ]],
];

/** The first heading of a page. */
export const titleOf = ({ path, text }: Page): string => /^# (.+)$/m.exec(text)?.[1]?.replaceAll("`", "") ?? path;

const linkTo = (page: Page): Item => ({ text: titleOf(page), link: `/${page.path.replace(/\.md$/, "")}` });

const group = (text: string, pages: readonly Page[], collapsed?: boolean): readonly Item[] =>
  pages.length === 0 ? [] : [{ text, items: pages.map(linkTo), ...(collapsed === undefined ? {} : { collapsed }) }];

/** Samplers under the families of docs/samplers.md. */
export type Families = readonly { readonly title: string; readonly samplers: ReadonlyMap<string, string> }[];

/** Every page has a place: those that no section names come last. */
export const navigationOf = (pages: readonly Page[], families: Families): Navigation => {
  const under = (folder: string) => pages.filter(({ path }) => path.startsWith(`${folder}/`));
  const named = (paths: readonly string[]) => paths.flatMap((path) => pages.filter((page) => page.path === path));
  const inSections = (all: typeof sections) => all.flatMap(([title, paths]) => group(title, named(paths)));
  const samplerItems = families.map(({ title, samplers }) => ({
    text: title,
    collapsed: true,
    items: [...samplers.keys()].map((name) => ({ text: name, link: `/samplers/${name}` })),
  }));
  const known = [...sections, ...later].flatMap(([, paths]) => paths);
  const rest = pages.filter(({ path }) => !known.includes(path) && !/^(samplers|api|examples|workshop)\//.test(path));
  const sidebar: Item[] = [
    ...inSections(sections),
    ...group("Examples", under("examples"), true),
    { text: "Samplers", items: [...named(["samplers/index.md"]).map(linkTo), ...samplerItems] },
    ...inSections(later),
    ...group("Workshop", under("workshop"), true),
    { text: "API reference", collapsed: true, items: under("api").map(linkTo) },
    ...group("More", rest),
  ];
  const nav: Item[] = [
    { text: "Start", link: "/start" },
    { text: "Samplers", link: "/samplers/index" },
    { text: "API", link: "/api/index" },
    // Not a page of VitePress: the browser must load it as a whole.
    { text: "Playground", link: "/playground/index.html", target: "_self" },
  ];
  return { nav, sidebar };
};

/** Read by the configuration of VitePress. */
export const readNavigation = (): Navigation => JSON.parse(readFileSync(file, "utf8")) as Navigation;
