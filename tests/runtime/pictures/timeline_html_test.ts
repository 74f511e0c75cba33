import type { AxeResults } from "axe-core";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseHTML } from "linkedom";
import type { Browser, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Film, timelineHtml } from "../../../runtime/mod.ts";
import { launch } from "../../support/browser/mod.ts";
import { ancestral, corrected, filmsOf, nasty, oneByOne } from "./films.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const page = suite("timelines as a page");

page("hold text, grids and reasons without a script", async () => {
  const [film] = await filmsOf(corrected, { prompt: "Row, row, " });
  const { document } = parseHTML(timelineHtml([film!]));
  const said = Array.from(document.querySelectorAll("td[data-p]"), (cell) => cell.getAttribute("aria-label")!);
  const labels = said.map((label) => label.split(". Predicted: ")[0]);
  assert.ok(said.some((label) => /\. Predicted: “.” [\d.]+ %, “.” [\d.]+ %, “.” [\d.]+ %$/.test(label)));
  const reasons = film!.moments.flatMap(({ start, cells }) =>
    cells.map(({ why }, i) => `Position ${start + i}: ${why}`)
  );
  assert.equal(labels, reasons);
  const end = film!.moments.at(-1)!.cells.map(({ token }) => film!.sign(token)).join("");
  const text = document.querySelector(".text")!.textContent!;
  assert.ok(text.startsWith("Row, row, ") && text.replaceAll(" ", "␣").endsWith(end));
  assert.is(document.querySelector("h1")!.textContent, "a run");
});
page("let no text act, and are the same bytes for the same films", async () => {
  const wish = { text: nasty, prompt: "<b>", title: nasty };
  const html = timelineHtml(await filmsOf(ancestral, wish));
  assert.is(html, timelineHtml(await filmsOf(ancestral, wish)));
  const { document } = parseHTML(html);
  assert.is(document.querySelectorAll("script").length, 1);
  assert.is(document.querySelectorAll("main b").length, 0);
  assert.match(document.querySelector("h1")!.textContent!, "</script>");
  assert.not.match(html.replaceAll("\n", ""), /[\p{Control}\u202e]/u);
  assert.not.match(html, /https?:|@import/);
});
page.run();

const shown = suite("a page of films, in Chromium");
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "blockgen-pictures-"));
shown.before(async () => {
  browser = await launch("none");
});
shown.after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens the films; anything that goes wrong in the page, or asks for something from elsewhere, is in `troubles`. */
const opened = async (films: readonly Film[], use: (page: Page) => Promise<void>): Promise<void> => {
  const file = join(folder, "films.html");
  writeFileSync(file, timelineHtml(films));
  const tab = await browser.newPage();
  const troubles: string[] = [];
  tab.on("pageerror", ({ message }) => troubles.push(message));
  tab.on("console", (message) => troubles.push(message.text()));
  tab.on("dialog", (dialog) => void dialog.dismiss().then(() => troubles.push("a dialog")));
  tab.on("request", (request) => request.url().startsWith("http") && troubles.push(request.url()));
  await tab.goto(pathToFileURL(file).href);
  await use(tab);
  await tab.close();
  assert.equal(troubles, []);
};
const stepOf = (tab: Page): Promise<string | null> => tab.locator("#count").textContent();

shown(
  "moves through time by buttons, slider and play",
  () =>
    filmsOf(corrected).then((films) =>
      opened(films, async (tab) => {
        const count = films[0]!.moments.length;
        assert.is(await stepOf(tab), `${count} of ${count}`);
        const end = await tab.locator(".text").textContent();
        await tab.locator("#back").click();
        assert.is(await stepOf(tab), `${count - 1} of ${count}`);
        assert.is(await tab.locator("tr.later").count(), 1);
        await tab.locator("#moment").focus();
        await tab.keyboard.press("Home");
        assert.is(await tab.locator("tr.later").count(), count - 1);
        assert.is(await tab.locator(".text").textContent(), "\u2007".repeat(8));
        await tab.keyboard.press("End");
        assert.is(await tab.locator(".text").textContent(), end);
        await tab.locator("#play").click();
        await tab.waitForFunction(() => document.getElementById("count")!.textContent!.startsWith("2 "));
      })
    ),
);
shown(
  "tells why, where the pointer rests and where arrow keys go",
  () =>
    filmsOf(corrected).then((films) =>
      opened(films, async (tab) => {
        const cell = tab.locator("tr[data-at='1'] td[data-p='3']");
        await cell.hover();
        assert.ok(
          (await tab.locator("#why").textContent())!.startsWith(`Position 3: ${films[0]!.moments[1]!.cells[3]!.why}`),
        );
        await tab.locator("tr.now td[data-p]").first().focus();
        await tab.keyboard.press("ArrowUp");
        await tab.keyboard.press("ArrowRight");
        const { start, cells } = films[0]!.moments.at(-2)!;
        assert.ok((await tab.locator("#why").textContent())!.startsWith(`Position ${start + 1}: ${cells[1]!.why}`));
      })
    ),
);
shown("lets two films meet at both ends, and nasty texts do nothing", async () => {
  const films = [
    ...await filmsOf(corrected, { text: nasty, title: nasty }),
    ...await filmsOf(oneByOne, { text: nasty, title: "<img src=x onerror=alert(1)>" }),
  ];
  await opened(films, async (tab) => {
    await tab.locator("#moment").fill("0");
    assert.is(await tab.locator("tr.now").count(), 2);
    assert.is(await tab.locator("section:nth-of-type(1) tr").nth(1).getAttribute("class"), "now");
    assert.is(await tab.locator("section:nth-of-type(2) tr").nth(1).getAttribute("class"), "now");
  });
});
shown("satisfies axe-core, in both schemes and at both widths", async () => {
  const file = join(folder, "axe.html");
  writeFileSync(file, timelineHtml(await filmsOf(corrected, { prompt: "Row, row" })));
  for (const [width, colorScheme] of [[1280, "light"], [390, "dark"]] as const) {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await tab.goto(pathToFileURL(file).href);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() =>
      (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run()
    );
    assert.equal(violations.map(({ id }) => id), []);
    assert.is(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await tab.close();
  }
});
shown.run();
