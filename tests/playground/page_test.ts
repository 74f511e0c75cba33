import { buildSampler, samplerNamed } from "blockgen/dsl";
import type { Page } from "playwright-core";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { buildPage } from "../../docs/playground/build_page.ts";
import { book } from "../../runtime/books/mod.ts";
import { launch, serve } from "../support/browser/mod.ts";
import { ranOn } from "../support/skip.ts";
import { textOf } from "./with_text.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-playground-"));
/** Where the pictures go; they stay if a folder is named. */
const pictures = process.env["PLAYGROUND_PICTURES"] ?? folder;
const settings = { process: "absorbing", length: 32, seed: 5, prompt: "In the ", backend: "auto" } as const;
const knobs = { block: 8, steps: 4 } as const;

await buildPage(folder);
const served = await serve(folder);
const browser = await launch("webgl2");

/** What a new page asked for and what it complained of. */
interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

const open = async (url: string, options: Parameters<typeof browser.newPage>[0] = {}): Promise<Opened> => {
  const page = await browser.newPage(options);
  const [requests, errors]: [string[], string[]] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  return { page, requests, errors };
};

const ended = async (page: Page): Promise<void> => {
  // The page draws a tenth of a second after the last news.
  await page.waitForTimeout(300);
  await page.waitForFunction(() => /Done|Stopped/.test(document.getElementById("state")!.textContent!), null, {
    timeout: 60_000,
  });
};

const side = (page: Page, i: number) => page.locator(".side").nth(i);
const texts = async (page: Page): Promise<readonly string[]> =>
  (await page.locator(".text").allTextContents()).map((text) => text.replaceAll("↵", "\n"));
const backends = (page: Page) =>
  page.locator(".facts > div:nth-child(3) dd").evaluateAll((all) => all.map((dd) => dd.firstChild!.textContent));

const setUp = async (page: Page, backend: string): Promise<void> => {
  await page.selectOption("select[name=backend]", backend);
  await page.fill("input[name=prompt]", settings.prompt);
  await page.fill("input[name=length]", String(settings.length));
  await page.fill("input[name=seed]", String(settings.seed));
  for (const i of [0, 1]) {
    for (const [knob, value] of Object.entries(knobs)) {
      await side(page, i).locator(`input[name=${knob}]`).fill(String(value));
    }
  }
  await page.click("button.run");
  await ended(page);
};

const expected = (name: string, backend: "webasm" | "host"): Promise<string> =>
  textOf(book.text, buildSampler(samplerNamed(name)!, knobs), settings, backend);

const playground = suite("the playground in Chromium");

for (const backend of ["webgl2", "webasm"] as const) {
  playground(
    `gives on ${backend} the tokens that this process gives, and asks for nothing outside of the page`,
    async () => {
      const { page, requests, errors } = await open(served.url);
      await setUp(page, backend);
      const wanted = [await expected("block-ancestral", "webasm"), await expected("arpc", "host")];
      assert.equal(await texts(page), wanted);
      assert.equal(await backends(page), [backend, backend]);
      assert.equal(requests.filter((url) => !url.startsWith(served.url) && !url.startsWith("blob:")), []);
      assert.equal(errors, []);
      ranOn("chromium");
      ranOn(backend);
      await page.close();
    },
  );
}

playground("works from files, without a server", async () => {
  const { page, errors } = await open(pathToFileURL(join(folder, "index.html")).href);
  await setUp(page, "webasm");
  assert.equal(await texts(page), [await expected("block-ancestral", "host"), await expected("arpc", "host")]);
  assert.equal(errors, []);
  await page.close();
});

playground("cannot fetch, whatever a script in it tried", async () => {
  const { page } = await open(served.url);
  const answer = await page.evaluate(() => fetch(location.href).then(() => "fetched", () => "refused"));
  assert.is(answer, "refused");
  await page.close();
});

playground("moves both grids with one scrubber, by mouse and by keyboard, and says why", async () => {
  const { page } = await open(served.url);
  await setUp(page, "host");
  const now = () => page.locator("tr.now th").allTextContents();
  assert.equal(await now(), ["commit", "commit"]);
  await page.click("#back");
  assert.equal(await now(), ["4/4", "4/4"]);
  await page.focus("#moment");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await now(), ["2/4", "2/4"]);
  assert.match((await side(page, 1).locator(".changes").textContent())!, /AR gives .+ %/);
  await side(page, 1).locator("tr.now td").first().focus();
  await page.keyboard.press("ArrowRight");
  assert.match((await side(page, 1).locator(".why").textContent())!, /^Position 25.*: .+\.$/);
  await page.fill("#moment", "0");
  assert.equal(await now(), ["noise", "noise"]);
  await page.close();
});

playground("switches correct off and on: the left tokens, marked, and the right ones again", async () => {
  const { page } = await open(served.url);
  await setUp(page, "host");
  const [ancestral, corrected] = await texts(page);
  assert.is.not(ancestral, corrected);
  assert.is(await side(page, 1).locator(".pipeline .differs").count(), 1);
  await side(page, 1).locator("input[name=correct]").uncheck();
  await ended(page);
  assert.equal(await texts(page), [ancestral, ancestral]);
  assert.is(await side(page, 1).locator(".pipeline .differs").count(), 0);
  const differing = [...ancestral!].filter((c, i) => c !== corrected![i]).length;
  assert.is(await side(page, 1).locator(".text .flash").count(), differing);
  await side(page, 1).locator("input[name=correct]").check();
  await ended(page);
  assert.equal(await texts(page), [ancestral, corrected]);
  await page.close();
});

playground("shows errors as sentences and text as text", async () => {
  const { page, errors } = await open(served.url);
  await setUp(page, "host");
  await page.fill("input[name=prompt]", "<b>7</b>");
  await page.click("button.run");
  await ended(page);
  const sentence = 'Cannot encode row 0 as the model has no token for "<" (character 0): use characters of its text';
  assert.equal(await page.locator(".error").allTextContents(), [sentence, sentence]);
  await page.selectOption("select[name=source]", "own");
  await page.fill("textarea", "<b onclick=alert(1)>bold</b> and <b>bolder</b>");
  await page.fill("input[name=prompt]", "<b>");
  await page.click("button.run");
  await ended(page);
  assert.equal(await page.locator(".error").allTextContents(), ["", ""]);
  assert.ok((await texts(page)).every((text) => text.startsWith("<b>")));
  assert.is(await page.locator(".side .text b").count(), 0);
  assert.equal(errors, []);
  await page.close();
});

for (
  const [name, width, height, colorScheme] of [["desktop", 1440, 1400, "light"], ["dark", 1440, 1400, "dark"], [
    "phone",
    390,
    844,
    "light",
  ]] as const
) {
  playground(`fits a ${name} screen`, async () => {
    const { page } = await open(served.url, { viewport: { width, height }, colorScheme });
    await setUp(page, "host");
    await page.click("#back");
    const path = join(pictures, `playground-${name}.png`);
    await page.screenshot({ path, fullPage: name === "phone" });
    assert.ok(existsSync(path));
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      "the page scrolls sideways",
    );
    await page.close();
  });
}

playground.after(async () => {
  await browser.close();
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});
playground.run();
