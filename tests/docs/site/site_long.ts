import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { samplers } from "../../../dsl/mod.ts";
import { assembled } from "../../../docs/site/folders.ts";
import { launch, serve, type Served } from "../../support/browser/mod.ts";
import { builtSite } from "../../support/docs/built_site.ts";
import { checkBlocks } from "../../support/docs/check_blocks.ts";
import { checkCommands } from "../../support/docs/check_commands.ts";
import { blocksInMarkdown } from "../../support/docs/extract.ts";
import { deadLinks, pagesOf } from "../../support/docs/dead_links.ts";
import { shellLinesIn } from "../../support/docs/shell_lines.ts";
import { root } from "../../support/root.ts";

const folder = await builtSite();

const built = suite("the docs site");
built("is built without the network, as by npm run docs:build", () => {
  assert.ok(pagesOf(folder).length > samplers.length);
});
built("has a page for every named sampler, with its composition, its run and its numbers", () => {
  for (const { name } of samplers) {
    const page = readFileSync(join(folder, `samplers/${name}.html`), "utf8");
    assert.ok(page.includes("export") && page.includes('class="structure"'), name);
    assert.ok(page.includes(`/pictures/quality-${name}.light.svg`), `${name} has no quality curve`);
  }
});
built("has the reference of each part that the package exports", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
  const parts = Object.keys(exports).flatMap((part) => part === "." ? [] : [part.slice("./".length)]);
  assert.ok(parts.length >= 3);
  for (const part of parts) {
    assert.ok(pagesOf(folder).some((path) => path.startsWith(`api/${part}/`)), part);
  }
});
built("has a picture on every page of concepts", () => {
  const pages = pagesOf(folder).filter((path) => path.startsWith("concepts/"));
  assert.ok(pages.length >= 6);
  for (const path of pages) {
    assert.match(readFileSync(join(folder, path), "utf8"), '<figure class="picture"', path);
  }
});
built("has no dead link, to a page, an anchor or a picture", () => {
  assert.equal(deadLinks(folder), []);
});
built.run();

const generated = suite("what pages of samplers say");
const sources = samplers.map(({ name }) => {
  const file = `.cache/site/samplers/${name}.md`;
  return { file, text: () => readFileSync(join(assembled, `samplers/${name}.md`), "utf8") };
});
generated("compiles and runs, and its commands run", async () => {
  const blocks = sources.flatMap(({ file, text }) => blocksInMarkdown(file, text()));
  const report = await checkBlocks("samplers", blocks);
  assert.equal(report.complaints, []);
  assert.is(report.ran, samplers.length);
  const commands = await checkCommands(sources.flatMap(({ file, text }) => shellLinesIn(file, text())));
  assert.equal(commands.complaints, []);
  assert.ok(commands.ran >= samplers.length - 3, String(commands.ran));
});
generated.run();

interface Opened {
  browser: Browser;
  served: Served;
}

/** What axe-core finds that keeps readers out. */
const seriousOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const axe =
      (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: readonly Violation[] }> } })
        .axe;
    interface Violation {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly target: readonly unknown[] }[];
    }
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 3).join("; ")}`);
  });

const seen = suite<Opened>("the docs site in Chromium");
seen.before(async (context) => {
  context.served = await serve(folder);
  context.browser = await launch("none");
});
seen.after(async ({ browser, served }) => {
  await browser.close();
  await served.close();
});

/** Opens a page and waits until VitePress has taken it over: it names its switches only then. */
const visit = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.waitForFunction(() =>
    document.querySelector<Element & { __vue_app__?: unknown }>("#app")?.__vue_app__ !== undefined
  );
};

const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const isPage = (path: string): boolean => !path.startsWith("playground/");
/** One of each kind, for the looks that cost more. */
const kinds = [
  "index.html",
  "start.html",
  "concepts/scores.html",
  "samplers/index.html",
  "samplers/arpc.html",
  "api/index.html",
  "api/dsl/stages.html",
  "quality.html",
  "reproduce.html",
  "cookbook/write.html",
  "workshop/index.html",
  "workshop/slides.html",
  "404.html",
];

const faultsOf = async (
  { browser, served }: Opened,
  width: number,
  scheme: "light" | "dark",
  paths: readonly string[],
) => {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(served.url) && !url.startsWith("data:")) { faults.push(`${page.url()} asks for ${url}`); }
  });
  for (const path of paths) {
    await visit(page, served.url + path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) { faults.push(`${path} is ${wide} pixels too wide at ${width}`); }
    await page.evaluate(axe);
    faults.push(...(await seriousOn(page)).map((fault) => `${path} at ${width}, ${scheme}: ${fault}`));
  }
  await page.close();
  return faults;
};

seen("asks no other server for anything, fits, and has no serious fault for axe-core: all pages", async (context) => {
  assert.equal(await faultsOf(context, 1280, "light", pagesOf(folder).filter(isPage)), []);
});
seen("is the same on a phone, and in the dark: a page of each kind", async (context) => {
  assert.equal(await faultsOf(context, 1280, "dark", kinds), []);
  assert.equal(await faultsOf(context, 390, "light", kinds), []);
  assert.equal(await faultsOf(context, 390, "dark", kinds), []);
});
seen("finds a sampler by searching, without a server", async ({ browser, served }) => {
  const page = await browser.newPage();
  await visit(page, `${served.url}start.html`);
  await page.click(".DocSearch-Button");
  await page.fill(".VPLocalSearchBox input", "first-hitting");
  await page.waitForSelector(".VPLocalSearchBox .result");
  await page.click(".VPLocalSearchBox .result >> nth=0");
  await page.waitForURL(/first-hitting|bd3lm/);
  await page.close();
});
seen.run();
