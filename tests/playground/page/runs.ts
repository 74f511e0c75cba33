/** Tokens, errors and responsiveness of the page. */
import { buildSampler, samplerNamed } from "blockgen/dsl";
import type { Page } from "playwright-core";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { quickSampler } from "../../../docs/playground/page/defaults.ts";
import { setupToLink } from "../../../docs/playground/program/link.ts";
import { book } from "../../../runtime/books/mod.ts";
import { longestTask, taskCategories } from "../../support/browser/longest_task.ts";
import { ranOn } from "../../support/skip.ts";
import { textOf } from "../with_text.ts";
import {
  ended,
  knobs,
  MOST_MILLISECONDS,
  playground,
  ranOnBackends,
  settings,
  setUp,
  side,
  smallSetup,
  texts,
  type,
} from "./with_page.ts";

const expected = (name: string, backend: "webasm" | "host"): Promise<string> =>
  textOf(book.text, buildSampler(samplerNamed(name)!, knobs), { ...settings, process: "absorbing" }, backend);

const runs = suite("the playground in Chromium");

for (const backend of ["webgl2", "webasm"] as const) {
  runs(`gives on ${backend} the tokens of this process, and asks for nothing outside of the page`, async () => {
    const { page, requests, errors } = await playground.open();
    await setUp(page, backend);
    assert.equal(await texts(page), [await expected("block-ancestral", "webasm"), await expected("arpc", "host")]);
    assert.equal(await ranOnBackends(page), [backend, backend]);
    assert.equal(requests.filter((url) => !url.startsWith(playground.url) && !url.startsWith("blob:")), []);
    assert.equal(errors, []);
    ranOn("chromium");
    ranOn(backend);
    await page.close();
  });
}

runs("works from files, without a server", async () => {
  const { page, errors } = await playground.open(pathToFileURL(join(playground.folder, "index.html")).href);
  await setUp(page, "webasm");
  assert.equal(await texts(page), [await expected("block-ancestral", "host"), await expected("arpc", "host")]);
  assert.equal(errors, []);
  await page.close();
});

runs("cannot fetch, whatever a script in it tried", async () => {
  const { page } = await playground.open();
  const answer = await page.evaluate(() => fetch(location.href).then(() => "fetched", () => "refused"));
  assert.is(answer, "refused");
  await page.close();
});

runs("says errors in sentences and shows text as text", async () => {
  const { page, errors } = await playground.open();
  await setUp(page, "host");
  await type(page, "input[name=prompt]", "<b>7</b>");
  await ended(page);
  const sentence = 'Cannot encode row 0 as the model has no token for "<" (character 0): use characters of its text';
  assert.equal(await page.locator(".error").allTextContents(), [sentence, sentence]);
  for (const i of [0, 1]) { await side(page, i).locator("select[name=model]").selectOption("Text-absorbing"); }
  await ended(page);
  assert.match((await page.locator(".error").allTextContents())[0]!, /^There is no text to learn from yet/);
  await type(page, "textarea[name=own]", "<b onclick=alert(1)>bold</b> and <b>bolder</b>");
  await type(page, "input[name=prompt]", "<b>");
  await ended(page);
  assert.equal(await page.locator(".error").allTextContents(), ["", ""]);
  assert.ok((await texts(page)).every((text) => text.startsWith("<b>")));
  assert.is(await page.locator(".side .text b").count(), 0);
  assert.equal(errors, []);
  await page.close();
});

/** A run that takes a while: ARPC at many steps over many blocks. */
const longRun = async (page: Page, length: number): Promise<void> => {
  await side(page, 1).locator("input[name=steps]").fill("32");
  await type(page, "input[name=length]", length);
};

runs("stays responsive while it runs", async () => {
  const { page } = await playground.open();
  await setUp(page, "host");
  await playground.browser.startTracing(page, { categories: taskCategories });
  await longRun(page, 128);
  await ended(page);
  const longest = longestTask(await playground.browser.stopTracing());
  console.log(`longest task on the main thread: ${Math.round(longest)} ms`);
  assert.ok(longest < 200, `a task of ${longest} ms`);
  await page.close();
});

runs("stops in the middle of a run", async () => {
  const { page } = await playground.open();
  await setUp(page, "host");
  await longRun(page, 512);
  await page.click("text=Stop");
  await ended(page);
  assert.match((await page.textContent("#state"))!, /Stopped/);
  await page.close();
});

/** Keeps what workers are told and answer, as `Run`, `Step`, `Committed` or `Done`, in the order in which the page sends and gets it. */
const watchWorkers = `(() => {
  globalThis.seen = [];
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(address) {
      super(address);
      this.addEventListener("message", ({ data }) => {
        const drawn = data.answer.events?.find(({ _tag }) => _tag === "Step" || _tag === "Committed");
        if (drawn || data.answer._tag === "Done") { globalThis.seen.push((drawn ?? data.answer)._tag); }
      });
    }
    postMessage(message) {
      if (message._tag === "Run") { globalThis.seen.push("Run"); }
      super.postMessage(message);
    }
  };
})()`;

runs("begins on the right when the left side has a step to show", async () => {
  const { page } = await playground.open();
  await page.addInitScript(watchWorkers);
  await page.reload();
  await ended(page);
  const seen = await page.evaluate<readonly string[]>("seen");
  assert.equal(seen.slice(0, 2), ["Run", "Step"]);
  assert.is(seen.filter((what) => what === "Run").length, 2);
  await page.close();
});

runs("begins on the right beside AR, which commits token by token and takes no steps", async () => {
  const lesson = { ...smallSetup, length: 256, prompt: "Row, ro" };
  const [left, right] = smallSetup.sides;
  const sides = [{ ...left, sampler: null, nodes: quickSampler("autoregressive").nodes }, right] as const;
  const { page } = await playground.open();
  await page.addInitScript(watchWorkers);
  await page.goto("about:blank");
  await page.goto(`${playground.url}#${setupToLink({ ...lesson, sides })}`);
  await ended(page);
  const seen = await page.evaluate<readonly string[]>("seen");
  assert.equal(seen.slice(0, 2), ["Run", "Committed"]);
  assert.ok(seen.indexOf("Done") > seen.lastIndexOf("Run"), `not after the whole text: ${seen}`);
  await page.close();
});

runs("begins nothing on the right that was stopped before its turn", async () => {
  const { page } = await playground.open();
  await page.addInitScript(watchWorkers);
  await page.reload();
  await page.evaluate(() => {
    document.querySelector<HTMLElement>("button.run")!.click();
    document.querySelector<HTMLElement>(".go button:not(.run)")!.click();
    (globalThis as unknown as { readonly seen: string[] }).seen.length = 0;
  });
  await page.waitForTimeout(4000);
  assert.equal(await page.locator(".error").allTextContents(), ["Stopped.", "Stopped."]);
  assert.equal(await page.evaluate("seen"), []);
  await page.close();
});

runs("keeps the backend of a tab over a reload, and not from tab to tab", async () => {
  const context = await playground.browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(MOST_MILLISECONDS);
  await page.goto(playground.url);
  await page.selectOption("select[name=backend]", "host");
  await page.reload();
  await ended(page);
  assert.is(await page.inputValue("select[name=backend]"), "host");
  assert.equal(await ranOnBackends(page), ["host", "host"]);
  const other = await context.newPage();
  await other.goto(playground.url);
  assert.is(await other.inputValue("select[name=backend]"), "auto");
  await page.evaluate(() => sessionStorage.setItem("blockgen backend", "abacus"));
  await page.reload();
  assert.is(await page.inputValue("select[name=backend]"), "auto");
  await context.close();
});

runs.run();
