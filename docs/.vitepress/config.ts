import { type DefaultTheme, defineConfig } from "vitepress";
import { readNavigation } from "../site/navigation.ts";

const navigation = readNavigation();

/** The docs site: its pages are assembled in `.cache/site` by docs/site/assemble.ts. Nothing is fetched while it is read. */
export default defineConfig({
  lang: "en",
  title: "blockgen",
  description: "Samplers for discrete-diffusion language models, as typed pipelines that run through gpu.js",
  srcDir: "../.cache/site",
  outDir: "../dist-docs",
  cacheDir: "../.cache/vitepress",
  cleanUrls: false,
  head: [["link", { rel: "icon", href: "data:," }]],
  // Pages of the playground are built apart, and copied behind this build.
  ignoreDeadLinks: [/playground\/index/],
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } },
  themeConfig: {
    nav: navigation.nav as DefaultTheme.NavItem[],
    sidebar: navigation.sidebar as unknown as DefaultTheme.Sidebar,
    outline: [2, 3],
    search: { provider: "local" },
    notFound: {
      title: "There is no such page",
      quote: "It may have moved: try the search.",
      linkLabel: "To the first page",
      linkText: "To the first page",
    },
    docFooter: { prev: "Before", next: "Next" },
  },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
});
