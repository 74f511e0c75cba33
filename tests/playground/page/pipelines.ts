/** Pipelines that are edited in the page. */
import { buildSampler, cost, samplerNamed } from "blockgen/dsl";
import type { Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ended, knobs, misplaced, openSmall, side, smallSetup, texts, type } from "./with_page.ts";

const error = (page: Page, i: number) => side(page, i).locator(".error").textContent();
const chosen = (page: Page, i: number) => side(page, i).locator("select[name=sampler]").inputValue();
const chips = (page: Page, i: number) => side(page, i).locator(".chip b").allTextContents();

/** The gap behind `predict` in `each` of a sampler that goes block by block. */
const GAP = '[data-gap="nodes[0].body[1].each[1]"]';

const edits = suite("pipelines in the page");

edits(
  "switches correct off and on: the left tokens, flashed with their reasons, and the right ones again",
  async () => {
    const { page } = await openSmall();
    const [ancestral, corrected] = await texts(page);
    assert.is.not(ancestral, corrected);
    const apart = [...ancestral!].filter((c, i) => c !== corrected![i]).length;
    for (const i of [0, 1]) { assert.is(await side(page, i).locator(".text .apart").count(), apart); }
    await side(page, 1).locator("input[name=correct]").uncheck();
    await ended(page);
    assert.equal(await texts(page), [ancestral, ancestral]);
    assert.match((await side(page, 0).locator(".differences").textContent())!, "Both sides came out the same.");
    const differing = [...ancestral!].filter((c, i) => c !== corrected![i]).length;
    assert.is(await side(page, 1).locator(".text .flash").count(), differing);
    await side(page, 1).locator("input[name=correct]").check();
    await ended(page);
    assert.equal(await texts(page), [ancestral, corrected]);
    assert.is(await side(page, 1).locator(".text .flash").count(), differing);
    const reasons = await side(page, 1).locator("details[open] .reasons").textContent();
    assert.match(reasons!, /(re-noised|draft not taken): AR gives .+ %/);
    await page.close();
  },
);

edits("lists at a gap what fits there and, with the reason, what does not; takes one in and out", async () => {
  const { page } = await openSmall();
  const before = await texts(page);
  await side(page, 1).locator(GAP).click();
  const offers = side(page, 1).locator(".offers");
  const select = offers.locator(".misfits", { hasText: /^select/ }).first();
  assert.match((await select.textContent())!, "which no earlier stage has left");
  await select.locator("button").dispatchEvent("click");
  assert.equal(await texts(page), before);
  const names = await chips(page, 1);
  await offers.locator(".fits button", { hasText: /^shape/ }).first().click();
  await ended(page);
  assert.is((await chips(page, 1)).length, names.length + 1);
  assert.is(await chosen(page, 1), "");
  assert.is.not((await texts(page))[1], before[1]);
  await side(page, 1).locator(".detail .remove").click();
  await ended(page);
  assert.equal(await chips(page, 1), names);
  assert.equal(await texts(page), before);
  await page.close();
});

edits("says in a sentence what a broken pipeline lacks, and runs no such thing", async () => {
  const { page, errors } = await openSmall();
  await side(page, 0).locator('[data-path="nodes[0].body[1].each[0]"]').click();
  await side(page, 0).locator(".detail .remove").click();
  await ended(page);
  assert.is(await error(page, 0), "shape reads dist, which no earlier stage has left");
  assert.is(await side(page, 0).locator(".misfit").textContent(), await error(page, 0));
  await side(page, 0).locator("select[name=sampler]").selectOption("maskgit");
  await ended(page);
  assert.is(await error(page, 0), "");
  assert.equal(errors, []);
  await page.close();
});

edits("turns knobs by slider and by number, and tells the cost at once", async () => {
  const { page } = await openSmall();
  const nfe = () => side(page, 1).locator(".facts dd").first().evaluate((dd) => dd.firstChild!.textContent);
  const costOf = (steps: number): string => {
    const program = buildSampler(samplerNamed("arpc")!, { ...knobs, steps });
    return String(cost(program, { length: smallSetup.length, prompt: smallSetup.prompt.length }).most);
  };
  assert.is(await nfe(), costOf(4));
  const slider = side(page, 1).locator(".quick input[type=range][aria-label=steps]");
  await slider.focus();
  for (let i = 0; i < 6; i++) { await page.keyboard.press("ArrowRight"); }
  const steps = Number(await side(page, 1).locator("input[name=steps]").inputValue());
  assert.ok(steps > 4);
  assert.is(await nfe(), costOf(steps));
  await ended(page);
  assert.is(await nfe(), costOf(steps));
  await side(page, 1).locator("input[name=steps]").fill("0");
  await side(page, 1).locator("input[name=steps]").blur();
  assert.match((await page.locator(".notice").textContent())!, /^updates must be .+: found 0/);
  assert.is(await side(page, 1).locator("input[name=steps]").inputValue(), String(steps), "the number that runs");
  await type(page, "input[name=length]", "5000000000");
  assert.match((await page.locator(".notice").textContent())!, /^length must be at most 4096: found 5000000000/);
  await type(page, "input[name=length]", "");
  assert.is(await page.locator("input[name=length]").inputValue(), String(smallSetup.length));
  await page.close();
});

edits("shows the same pipeline as a diagram and line by line beside the other one", async () => {
  const { page } = await openSmall();
  const open = (i: number, name: string) => side(page, i).locator(".tabs").getByText(name, { exact: true }).click();
  const names = await chips(page, 1);
  await open(1, "Diagram");
  assert.equal(await side(page, 1).locator(".diagram .box > b").allTextContents(), names);
  await open(0, "Compare");
  await open(1, "Compare");
  assert.is(await page.locator(".pipeline .differs").count(), 2);
  await page.close();
});
/** Opens the right side's code, and gives what writes a whole text into it and what waits for a sentence below it. */
const openCode = async (page: Page) => {
  await side(page, 1).locator(".tabs").getByText("Code", { exact: true }).click();
  const editor = side(page, 1).locator(".cm-content");
  await editor.waitFor();
  const write = async (text: string): Promise<void> => {
    await editor.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(text);
  };
  const says = (sentence: string) => side(page, 1).locator(".says").getByText(sentence).waitFor();
  const silent = () => page.waitForFunction(() => document.querySelectorAll(".sentences li").length === 0);
  return { write, says, silent };
};
const ancestralWith = (options: object): string => {
  const { block, steps } = knobs;
  const written = JSON.stringify({ size: block, steps, ...options });
  return `import { blockAncestral } from "blockgen/dsl";\n\nexport const sampler = blockAncestral(${written});\n`;
};

edits("is edited as code, with a sentence while the text is no program; the editor loads when it opens", async () => {
  const { page, errors, requests } = await openSmall();
  const loaded = () => requests.filter((url) => /(editor|types)\.js$/.test(url)).length;
  const wrote = (await texts(page))[0]!;
  assert.is(loaded(), 0);
  const { write, says, silent } = await openCode(page);
  assert.ok(loaded() > 0);
  await write(misplaced);
  await says("shape reads dist, which no earlier stage has left");
  await write(ancestralWith({}));
  await silent();
  await page.locator(".differences", { hasText: "Both sides came out the same." }).first().waitFor();
  assert.equal(await texts(page), [wrote, wrote]);
  assert.equal(errors, []);
  await page.close();
});

edits("says what TypeScript finds in code that runs, and no more of a text that was replaced", async () => {
  const { page, errors } = await openSmall();
  const { write, says, silent } = await openCode(page);
  await write(ancestralWith({ temprature: 1 }));
  await says("temprature");
  await write(misplaced);
  await says("shape reads dist, which no earlier stage has left");
  await side(page, 1).locator("select[name=sampler]").selectOption("maskgit");
  await silent();
  await ended(page);
  assert.equal(errors, []);
  await page.close();
});

edits("keeps a text that is no program yet while other tabs are open, and gives it back after a knob", async () => {
  const { page, errors } = await openSmall();
  const wrote = (await texts(page))[0]!;
  const { write, says } = await openCode(page);
  const tab = (name: string) => side(page, 1).locator(".tabs").getByText(name, { exact: true }).click();
  const code = () => side(page, 1).locator(".cm-content").textContent();
  const sentence = "shape reads dist, which no earlier stage has left";
  await write(misplaced);
  await says(sentence);
  await tab("Diagram");
  await tab("Code");
  assert.match((await code())!, "shape(1)(open)");
  await type(page, ".side:nth-child(2) input[name=steps]", 2);
  const back = side(page, 1).getByText("Bring my text back");
  await back.waitFor();
  assert.not.match((await code())!, "shape(1)(open)");
  await back.click();
  await says(sentence);
  assert.match((await code())!, "shape(1)(open)");
  await write(ancestralWith({}));
  await tab("Chips");
  await page.locator(".differences", { hasText: "Both sides came out the same." }).first().waitFor();
  assert.equal(await texts(page), [wrote, wrote], "what was written last is run, though its tab was left at once");
  assert.equal(errors, []);
  await page.close();
});

edits.run();
