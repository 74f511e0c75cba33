/** Pictures at both widths in both schemes, under axe-core. */
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ended, misplaced, openSmall, playground, side } from "./with_page.ts";

/** Where the pictures go; they stay if a folder is named. */
const pictures = process.env["PLAYGROUND_PICTURES"] ?? mkdtempSync(join(tmpdir(), "blockgen-pictures-"));
mkdirSync(pictures, { recursive: true });

// As a string to evaluate: the page's policy lets no foreign script in.
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds that is serious or critical: the rule, and where. */
const serious = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run()
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`)
    );
};

const fits = async (page: Page, what: string): Promise<void> => {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`);
};

const looks = suite("how the page looks");

for (
  const [name, width, height, colorScheme] of [
    ["desktop-light", 1280, 900, "light"],
    ["desktop-dark", 1280, 900, "dark"],
    ["phone-light", 390, 844, "light"],
    ["phone-dark", 390, 844, "dark"],
    ["projector-light", 1280, 720, "light"],
  ] as const
) {
  looks(`fits ${name}, and axe-core finds nothing serious`, async () => {
    // What flashes has for a moment a colour that axe-core would judge.
    const { page } = await openSmall({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
    await page.click("#back");
    await side(page, 1).locator("tr.now td").nth(2).click();
    await side(page, 0).locator(".gap").nth(1).click();
    await side(page, 1).locator(".chip").nth(2).click();
    await side(page, 1).locator(".differences summary").first().click();
    const path = join(pictures, `playground-${name}.png`);
    await page.screenshot({ path, fullPage: true });
    assert.ok(existsSync(path));
    await fits(page, "it");
    assert.equal(await serious(page), []);
    for (const tab of ["Diagram", "Compare"]) {
      for (const i of [0, 1]) { await side(page, i).locator(".tabs").getByText(tab, { exact: true }).click(); }
      await page.screenshot({ path: join(pictures, `playground-${name}-${tab}.png`) });
      await fits(page, tab);
    }
    assert.equal(await serious(page), []);
    await page.getByRole("button", { name: "5 Correctors and ARPC" }).click();
    await ended(page);
    await page.getByRole("button", { name: "Check my work" }).click();
    await side(page, 1).locator(".tabs").getByText("Code", { exact: true }).click();
    await side(page, 1).locator(".cm-content").click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(misplaced);
    // TypeScript has the last word: nothing changes behind it, while axe-core looks.
    await side(page, 1).locator(".sentences summary").click();
    await page.screenshot({ path: join(pictures, `playground-${name}-lesson.png`), fullPage: true });
    await fits(page, "a lesson");
    assert.equal(await serious(page), []);
    await page.close();
  });
}

looks("shows the first rows of both grids on a laptop without scrolling", async () => {
  const { page } = await playground.open(playground.url, { viewport: { width: 1280, height: 900 } });
  await ended(page);
  const bottoms = await page.evaluate(() =>
    [...document.querySelectorAll(".side tbody")].map((grid) => grid.children[3]!.getBoundingClientRect().bottom)
  );
  const free = await page.evaluate(() => document.querySelector("footer")!.getBoundingClientRect().top);
  assert.is(bottoms.length, 2);
  assert.ok(bottoms.every((bottom) => bottom < free), `${bottoms} against ${free}`);
  await page.close();
});

looks.after(() => playground.close());
looks.run();
