import { buildSampler, samplerNamed } from "blockgen/dsl";
import type { Browser, Page } from "playwright-core";
import { firstSetup } from "../../../docs/playground/page/defaults.ts";
import { setupToLink } from "../../../docs/playground/program/link.ts";
import type { Setup, SideSetup } from "../../../docs/playground/setup.ts";
import { type Graphics, launch, serve } from "../../support/browser/mod.ts";
import { builtPlayground } from "../built.ts";
import { rhyme } from "../with_text.ts";

/** How long a page may take for anything: tests run side by side, on few cores. */
export const MOST_MILLISECONDS = 120_000;

/** What a new page asked for and what it complained of. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

/** The built playground, served, and a browser that opens it. */
export interface Playground {
  /** Ends in a slash. */ readonly url: string;
  readonly folder: string;
  readonly browser: Browser;
  readonly open: (url?: string, options?: Parameters<Browser["newPage"]>[0]) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

/** Builds it, unless that was done. */
export const playgroundIn = async (graphics: Graphics): Promise<Playground> => {
  const folder = await builtPlayground();
  const served = await serve(folder);
  const browser = await launch(graphics);
  const open = async (
    url = served.url,
    options: Parameters<Browser["newPage"]>[0] = {},
  ): Promise<Opened> => {
    const page = await browser.newPage(options);
    page.setDefaultTimeout(MOST_MILLISECONDS);
    const [requests, errors]: [string[], string[]] = [[], []];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(url);
    return { page, requests, errors };
  };
  const close = async (): Promise<void> => {
    await browser.close();
    await served.close();
  };
  return { url: served.url, folder, browser, open, close };
};

/** One for all suites of the page, as it takes a while to build; the last suite closes it. */
export const playground: Playground = await playgroundIn("webgl2");

/** The settings that tests run with; small, as two oracles count the whole book. */
export const settings = { length: 32, seed: 5, prompt: "In the " } as const;
/** The knobs of both samplers. */
export const knobs = { block: 8, steps: 4 } as const;

/** Waits until nothing runs, nor is about to. */
export const ended = async (page: Page): Promise<void> => {
  // A change is known to the page at once, but drawn in a frame that is still to come.
  await page.evaluate(() =>
    new Promise<void>((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
    })
  );
  await page.waitForFunction(() => /Done|Stopped/.test(document.getElementById("state")?.textContent ?? ""));
};

/** One of the two sides. */
export const side = (page: Page, i: number) => page.locator(".side").nth(i);

/** What the sides wrote, at the moment shown. */
export const texts = async (page: Page): Promise<readonly string[]> =>
  (await page.locator(".text").allTextContents()).map((text) => text.replaceAll("↵", "\n"));

/** Where both sides say that they ran. */
export const ranOnBackends = (page: Page): Promise<readonly string[]> =>
  page.locator(".facts > div:nth-child(3) dd").evaluateAll((all) => all.map((dd) => dd.firstChild!.textContent!));

/** Types a number or a text and leaves the field, which is what tells the page. */
export const type = async (page: Page, selector: string, value: string | number): Promise<void> => {
  await page.locator(selector).fill(String(value));
  await page.locator(selector).blur();
};

/** A program as code with a stage that reads what no earlier one has left. */
export const misplaced = 'import { shape, open } from "blockgen/dsl";\n\nexport const sampler = shape(1)(open);\n';

/** Types the settings above into the forms and runs ancestral sampling and ARPC. */
export const setUp = async (page: Page, backend: string): Promise<void> => {
  await page.selectOption("select[name=backend]", backend);
  for (const [name, value] of Object.entries(settings)) { await type(page, `input[name=${name}]`, value); }
  for (const i of [0, 1]) {
    for (const [knob, value] of Object.entries(knobs)) {
      const input = side(page, i).locator(`input[name=${knob}]`);
      await input.fill(String(value));
      await input.blur();
    }
  }
  await page.click("button.run");
  await ended(page);
};

const own = { _tag: "Text", process: "absorbing" } as const;

const small = (name: string): SideSetup => ({
  model: own,
  sampler: null,
  nodes: buildSampler(samplerNamed(name)!, knobs).nodes,
});

/** Ancestral sampling and ARPC on a rhyme, which is counted at once. */
export const smallSetup: Setup = {
  ...firstSetup,
  ...settings,
  sides: [small("block-ancestral"), small("arpc")],
  text: rhyme,
  prompt: "Row, ro",
};

/** Opens it by its link, and runs it in plain JavaScript. */
export const openSmall = async (options: Parameters<Browser["newPage"]>[0] = {}): Promise<Opened> => {
  const opened = await playground.open(`${playground.url}#${setupToLink(smallSetup)}`, options);
  await opened.page.selectOption("select[name=backend]", "host");
  await ended(opened.page);
  return opened;
};
