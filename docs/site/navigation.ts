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
}

/** What stands above the pages, and beside those under each path. */
export interface Navigation {
  readonly nav: Item[];
  readonly sidebar: Record<string, Item[]>;
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
  ["Cookbook", [
    "cookbook/write.md",
    "cookbook/models.md",
    "cookbook/runs.md",
    "pictures.md",
    "cookbook/places.md",
  ]],
];
const later: readonly (readonly [title: string, paths: readonly string[]])[] = [
  ["Train and measure", ["training.md", "evaluation.md", "likelihood.md", "quality.md", "reproduce.md", "gap.md"]],
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
export const titleOf = ({ path, text }: Page): string =>
  /^# (.+?)(?: \{#.*\})?$/m.exec(text)?.[1]?.replaceAll("`", "") ?? path;

/** The address of a page; an index has that of its folder. */
const linkOf = ({ path }: Page): string => `/${path.replace(/(^|(?<=\/))index\.md$|\.md$/, "")}`;
const linkTo = (page: Page): Item => ({ text: titleOf(page), link: linkOf(page) });

const group = (text: string, pages: readonly Page[]): readonly Item[] =>
  pages.length === 0 ? [] : [{ text, items: pages.map(linkTo) }];

/** Samplers under the families of docs/samplers.md. */
export type Families = readonly { readonly title: string; readonly samplers: ReadonlyMap<string, string> }[];

const folders = ["samplers", "api", "workshop"] as const;

const above: Item[] = [
  { text: "Start", link: "/start" },
  { text: "Samplers", link: "/samplers/" },
  { text: "API", link: "/api/" },
  // Not a page of VitePress: the browser must load it as a whole.
  { text: "Playground", link: "/playground/index.html", target: "_self" },
];

/**
 * Every page has a place: those that no section names come last. Samplers, reference and workshop have a list of their own, for
 * lists that fold hide buttons in buttons.
 */
export const navigationOf = (pages: readonly Page[], families: Families): Navigation => {
  const under = (folder: string) => pages.filter(({ path }) => path.startsWith(`${folder}/`));
  const named = (paths: readonly string[]) => paths.flatMap((path) => pages.filter((page) => page.path === path));
  const inSections = (all: typeof sections) => all.flatMap(([title, paths]) => group(title, named(paths)));
  const known = [...sections, ...later].flatMap(([, paths]) => paths);
  const rest = pages.filter(({ path }) =>
    !known.includes(path) && !["examples", ...folders].some((folder) => path.startsWith(`${folder}/`))
  );
  const api = (half: string) => under(`api/${half}`);
  const workshop = under("workshop");
  const begin = { text: "Begin", items: named(["index.md", "start.md"]).map(linkTo) };
  return {
    nav: [...above, ...(workshop.length === 0 ? [] : [{ text: "Workshop", link: linkOf(workshop[0]!) }])],
    sidebar: {
      "/samplers/": [
        begin,
        { text: "Samplers", items: named(["samplers/index.md"]).map(linkTo) },
        ...families.map(({ title, samplers }) => ({
          text: title,
          items: [...samplers.keys()].map((name) => ({ text: name, link: `/samplers/${name}` })),
        })),
      ],
      "/api/": [
        begin,
        { text: "API reference", items: named(["api/index.md"]).map(linkTo) },
        ...group("blockgen/dsl", api("dsl")),
        ...group("blockgen/runtime", api("runtime")),
        ...group("blockgen/node", api("node")),
      ],
      "/workshop/": [begin, ...group("Workshop", workshop)],
      "/": [
        ...inSections(sections),
        ...group("Examples", under("examples")),
        ...group("Reference", named(["samplers/index.md", "api/index.md"])),
        ...inSections(later),
        ...group("More", rest),
      ],
    },
  };
};

/** Read by the configuration of VitePress. */
export const readNavigation = (): Navigation => JSON.parse(readFileSync(file, "utf8")) as Navigation;
