/** Pictures at both widths in both schemes, under axe-core. */
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openSmall, playground, side } from "./with_page.ts";

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

const looks = suite("how the page looks");

for (
  const [name, width, height, colorScheme] of [
    ["desktop-light", 1280, 900, "light"],
    ["desktop-dark", 1280, 900, "dark"],
    ["phone-light", 390, 844, "light"],
    ["phone-dark", 390, 844, "dark"],
  ] as const
) {
  looks(`fits ${name}, and axe-core finds nothing serious`, async () => {
    const { page } = await openSmall({ viewport: { width, height }, colorScheme });
    await page.click("#back");
    await side(page, 1).locator("tr.now td").nth(2).click();
    await side(page, 0).locator(".gap").nth(1).click();
    await side(page, 1).locator(".chip").nth(2).click();
    await side(page, 1).locator(".differences summary").first().click();
    const path = join(pictures, `playground-${name}.png`);
    await page.screenshot({ path, fullPage: true });
    assert.ok(existsSync(path));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it scrolls sideways");
    assert.equal(await serious(page), []);
    for (const tab of ["Diagram", "Compare"]) {
      for (const i of [0, 1]) { await side(page, i).locator(".tabs").getByText(tab, { exact: true }).click(); }
      await page.screenshot({ path: join(pictures, `playground-${name}-${tab}.png`) });
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${tab} scrolls sideways`,
      );
    }
    assert.equal(await serious(page), []);
    await page.close();
  });
}

looks.after(() => playground.close());
looks.run();
