/** A reader's way through the built docs site in Chromium, from its first page to a script that gives the same tokens. */
import { buildSampler, samplerNamed } from "blockgen/dsl";
import type { Page } from "playwright-core";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sideOf } from "../../../docs/playground/page/defaults.ts";
import { setupToLink } from "../../../docs/playground/program/link.ts";
import type { Setup } from "../../../docs/playground/setup.ts";
import { book } from "../../../runtime/books/mod.ts";
import { launch, serve } from "../../support/browser/mod.ts";
import { builtSite } from "../../support/docs/built_site.ts";
import { blocksInMarkdown } from "../../support/docs/extract.ts";
import { runTypeScript } from "../../support/process.ts";
import { root } from "../../support/root.ts";
import { textOf } from "../../playground/with_text.ts";

const folder = await builtSite();
// The helpers of the page's own tests open the playground that is a part of the site.
process.env["PLAYGROUND_BUILT"] = join(folder, "playground");
const { ended, knobs, MOST_MILLISECONDS, playground, ranOnBackends, setUp, settings, side, smallSetup, texts } =
  await import("../../playground/page/with_page.ts");
const site = await serve(folder);
const { page, requests, errors } = await playground.open(site.url);
const address = `${site.url}playground/index.html`;

const walk = suite("a walk through the docs site");
walk.after(async () => {
  await playground.close();
  await site.close();
});

const expected = (): Promise<readonly string[]> =>
  Promise.all(
    ["block-ancestral", "arpc"].map((name) =>
      textOf(book.text, buildSampler(samplerNamed(name)!, knobs), { ...settings, process: "absorbing" }, "host")
    ),
  );

const openLink = async (hash: string): Promise<Page> => (await playground.open(`${address}#${hash}`)).page;
const linkOf = (change: object): string => setupToLink({ ...smallSetup, ...change } as Setup);

walk("leads from the first page to the playground, whose tokens are Node's: WebAssembly and WebGL2", async () => {
  await page.locator(".VPNavBarMenu").getByText("Playground", { exact: true }).click();
  await page.waitForURL(/playground\/index\.html/);
  for (const backend of ["webasm", "webgl2"]) {
    await setUp(page, backend);
    assert.equal(await texts(page), await expected(), backend);
    assert.equal(await ranOnBackends(page), [backend, backend]);
  }
});
walk("gives them on the software adapter of WebGPU", async () => {
  const browser = await launch("webgpu");
  try {
    const other = await browser.newPage();
    other.setDefaultTimeout(MOST_MILLISECONDS);
    await other.goto(address);
    await setUp(other, "webgpu");
    assert.equal(await other.locator(".error").allTextContents(), ["", ""]);
    assert.equal(await texts(other), await expected());
    assert.equal(await ranOnBackends(other), ["webgpu", "webgpu"]);
  } finally {
    await browser.close();
  }
});
walk("moves the scrubber through the steps", async () => {
  await page.fill("#moment", "0");
  assert.equal(await page.locator("tr.now th").allTextContents(), ["noise", "noise"]);
});
walk("says a type error of the pipeline as code in a sentence", async () => {
  await side(page, 1).locator(".tabs").getByText("Code", { exact: true }).click();
  await side(page, 1).locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(
    'import { open, shape } from "blockgen/dsl";\n\nexport const sampler = shape(1)(open);\n',
  );
  await side(page, 1).locator(".says").getByText("shape reads dist, which no earlier stage has left").waitFor();
});
walk("asks no other server for anything on the way, and fails nowhere", () => {
  assert.ok(requests.length > 10);
  assert.equal(requests.filter((url) => !url.startsWith(site.url) && !/^(blob|data):/.test(url)), []);
  assert.equal(errors, []);
});
walk("opens a shared link, and its exported script gives the same tokens under Node", async () => {
  const shared = await openLink(setupToLink(smallSetup));
  await ended(shared);
  const wrote = (await texts(shared))[1]!;
  await shared.click(".menu summary");
  const coming = shared.waitForEvent("download");
  await shared.locator(".menu .items > div").nth(1).getByText("script for Node or Deno", { exact: true }).click();
  const source = readFileSync((await (await coming).path())!, "utf8");
  const run = await inFolder(`${source}\nconsole.log(JSON.stringify(result.rows[0]!.text));\n`);
  assert.is(JSON.parse(run.trim().split("\n").at(-1)!), wrote);
  await shared.close();
});
walk("refuses a malformed link and a hostile one with a sentence", async () => {
  const hostile = { ...sideOf(smallSetup.sides[0].model, "arpc"), nodes: [{ _tag: "Custom" }] };
  for (const hash of ["not-a-link", linkOf({ sides: [hostile, hostile] })]) {
    const refused = await openLink(hash);
    assert.match((await refused.locator(".notice.alarm span").textContent())!, /^Cannot open/);
    await refused.close();
  }
});

walk("teaches lesson 1 to whoever does what it says", async () => {
  const taught = await openLink("");
  await ended(taught);
  await taught.getByRole("button", { name: "1 Noise" }).click();
  await ended(taught);
  await side(taught, 1).locator("select[name=model]").selectOption({ label: "oracle of Genesis, random tokens" });
  await ended(taught);
  await taught.getByRole("button", { name: "Check my work" }).click();
  assert.match((await taught.locator(".verdict.passed").textContent())!, /^✓ Yes\./);
  await taught.close();
});

/** What a script prints that lies in the repository, where `blockgen` is found. */
const inFolder = async (source: string): Promise<string> => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const own = mkdtempSync(join(root, ".cache", "walk-"));
  try {
    const file = join(own, "script.ts");
    writeFileSync(file, source);
    const run = await runTypeScript(file, [], { seconds: 120 });
    assert.is(run.code, 0, run.output);
    return run.stdout;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
};

const readmeBlocks = () => blocksInMarkdown("README.md", readFileSync(join(root, "README.md"), "utf8"));

const newcomer = suite("a newcomer");
newcomer("runs the README's first sampler as it stands", async () => {
  assert.match(await inFolder(readmeBlocks()[0]!.code), /^In the beginning /);
});
newcomer("runs the README's first sampler with a stage and a score of their own as it stands", async () => {
  const own = readmeBlocks().find(({ code }) => code.includes("second thoughts"))!;
  assert.match(await inFolder(`${own.code}\nconsole.log("ran");\n`), /ran\n$/);
});
newcomer.run();
walk.run();
