import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lessons } from "../../../docs/playground/lessons/lessons.ts";
import { setupToLink } from "../../../docs/playground/program/link.ts";
import { ended, playground, side } from "./with_page.ts";

const workshop = suite("lessons in the page");
workshop.after(() => playground.close());

const check = { name: "Check my work" } as const;

workshop("1 is done by whoever does what it says", async () => {
  const { page, errors } = await playground.open();
  await ended(page);
  await page.getByRole("button", { name: "1 Noise" }).click();
  await ended(page);
  await page.getByRole("button", check).click();
  assert.match((await page.locator(".verdict").textContent())!, /^Both sides begin with masks\./);
  await side(page, 1).locator("select[name=model]")
    .selectOption({ label: "oracle of Genesis, random tokens" });
  assert.is(await page.locator(".verdict").textContent(), "", "a changed setup is to be checked anew");
  await ended(page);
  await page.getByRole("button", check).click();
  assert.match((await page.locator(".verdict.passed").textContent())!, /^✓ Yes\. On the left noise hides/);
  await page.getByRole("button", { name: "Next: Predict" }).click();
  assert.is(await page.locator(".lesson h2").textContent(), "Lesson 2: Predict");
  await page.getByRole("button", { name: "Close" }).click();
  assert.is(await page.locator(".lesson h2").count(), 0);
  assert.equal(errors, []);
  await page.close();
});
workshop("open from a link, and a solution shown passes", async () => {
  const lesson = lessons[1]!;
  const { page, errors } = await playground.open(`${playground.url}#${setupToLink(lesson.start)}`);
  await ended(page);
  assert.equal(await page.locator(".lesson ol li").allTextContents(), lesson.steps);
  await page.getByRole("button", check).click();
  assert.match((await page.locator(".verdict").textContent())!, /independent draws lose/);
  await page.getByRole("button", { name: "Show a solution" }).click();
  await ended(page);
  await page.getByRole("button", check).click();
  assert.match((await page.locator(".verdict.passed").textContent())!, /^✓ Drawn together/);
  assert.equal(errors, []);
  await page.close();
});
workshop.run();
