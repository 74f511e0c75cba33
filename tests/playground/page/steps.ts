/** The scrubber, the grid and the keyboard. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ended, openSmall, side, type } from "./with_page.ts";

const time = suite("steps in the page");

time("moves both grids with one scrubber, by mouse and by keyboard, and says why", async () => {
  const { page } = await openSmall();
  const now = () => page.locator("tr.now th").allTextContents();
  assert.equal(await now(), ["commit", "commit"]);
  await page.click("#back");
  assert.equal(await now(), ["4/4", "4/4"]);
  await page.focus("#moment");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await now(), ["2/4", "2/4"]);
  assert.match((await side(page, 1).locator(".changes").textContent())!, /AR gives .+ %/);
  await page.fill("#moment", "0");
  assert.equal(await now(), ["noise", "noise"]);
  await page.click("#play");
  await page.waitForFunction(() =>
    [...document.querySelectorAll("tr.now th")].every(({ textContent }) => textContent === "2/4")
  );
  await page.close();
});

time("walks the grid with the arrow keys and tells a position's candidates", async () => {
  const { page } = await openSmall();
  await page.click("#back");
  await side(page, 1).locator("tr.now td").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  const told = side(page, 1).locator(".position");
  assert.match((await told.locator(".why").textContent())!, /^Position 25.*: .+\.$/);
  await side(page, 1).locator("tbody tr").nth(1).locator("td").nth(3).hover();
  assert.match((await told.locator(".why").textContent())!, /^Position 27.*Score -?\d/);
  const shares = (await told.locator(".candidates").first().locator("span").allTextContents()).map((text) =>
    parseFloat(text)
  );
  assert.is(shares.length, 5);
  assert.equal([...shares].sort((a, b) => b - a), shares);
  await side(page, 0).locator("tbody td").first().hover();
  assert.match((await side(page, 0).locator(".why").textContent())!, /^Position 24.*: masked\.$/);
  await page.close();
});

time("reaches everything with the keyboard", async () => {
  const { page } = await openSmall();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const reached = new Set<string>();
  for (let i = 0; i < 140; i++) {
    await page.keyboard.press("Tab");
    reached.add(
      await page.evaluate(() => {
        const { id, className, tagName } = document.activeElement!;
        return id.replace(/.*-tab-.*/, "tab") || className || tagName;
      }),
    );
  }
  for (const wanted of ["share", "SUMMARY", "run", "tab", "gap", "back", "moment"]) {
    assert.ok(reached.has(wanted), `${wanted} is not among ${[...reached].join(", ")}`);
  }
  assert.ok([...reached].some((name) => name.startsWith("cell")), "no cell of a grid");
  assert.ok([...reached].some((name) => name.startsWith("chip")), "no chip");
  await side(page, 0).locator(".gap").first().focus();
  await page.keyboard.press("Enter");
  assert.is(await side(page, 0).locator(".offers").count(), 1);
  await side(page, 0).locator("[role=tab]").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.is(await side(page, 0).locator(".diagram").count(), 1);
  await page.close();
});

time("draws a part of a large grid, around the step that is shown", async () => {
  const { page, errors } = await openSmall();
  await side(page, 0).locator("select[name=sampler]").selectOption("ancestral");
  await type(page, "input[name=length]", 160);
  await side(page, 0).locator("input[name=steps]").fill("80");
  await side(page, 0).locator("input[name=steps]").blur();
  await ended(page);
  assert.is(await side(page, 0).locator("tbody tr").count(), 32);
  assert.is(await side(page, 0).locator("tr.now td").count(), 64);
  await side(page, 0).locator("button[aria-label='Later positions']").click();
  assert.is(await side(page, 0).locator("tr.now td").first().getAttribute("data-position"), "64");
  await page.fill("#moment", "0");
  assert.is(await side(page, 0).locator("tr.now th").textContent(), "noise");
  assert.equal(errors, []);
  await page.close();
});
time.run();
