import type { Browser, Page } from "playwright-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPlayground } from "../../../docs/playground/build_page.ts";
import { launch, serve } from "../../support/browser/mod.ts";
import type { Graphics } from "../../support/browser/mod.ts";

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

/** Builds it into a folder of its own; `PLAYGROUND_BUILT` names one that is built already. */
export const playgroundIn = async (graphics: Graphics): Promise<Playground> => {
  const built = process.env["PLAYGROUND_BUILT"];
  const folder = built ?? mkdtempSync(join(tmpdir(), "blockgen-playground-"));
  if (built === undefined) { await buildPlayground(folder); }
  const served = await serve(folder);
  const browser = await launch(graphics);
  const open = async (
    url = served.url,
    options: Parameters<Browser["newPage"]>[0] = {},
  ): Promise<Opened> => {
    const page = await browser.newPage(options);
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
    if (built === undefined) { rmSync(folder, { recursive: true, force: true }); }
  };
  return { url: served.url, folder, browser, open, close };
};

/** The settings that tests run with; small, as two oracles count the whole book. */
export const settings = { length: 32, seed: 5, prompt: "In the " } as const;
/** The knobs of both samplers. */
export const knobs = { block: 8, steps: 4 } as const;

/** Waits until nothing runs, nor is about to. */
export const ended = async (page: Page): Promise<void> => {
  // A change is drawn a moment later.
  await page.waitForTimeout(100);
  await page.waitForFunction(() => /Done|Stopped/.test(document.getElementById("state")!.textContent!), null, {
    timeout: 60_000,
  });
};

/** One of the two sides. */
export const side = (page: Page, i: number) => page.locator(".side").nth(i);

/** What the sides wrote, at the moment shown. */
export const texts = async (page: Page): Promise<readonly string[]> =>
  (await page.locator(".text").allTextContents()).map((text) => text.replaceAll("↵", "\n"));

/** Types a number or a text and leaves the field, which is what tells the page. */
export const type = async (page: Page, selector: string, value: string | number): Promise<void> => {
  await page.locator(selector).fill(String(value));
  await page.locator(selector).blur();
};

/** Runs ancestral sampling and ARPC with the settings above. */
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
