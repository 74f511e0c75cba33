/** Links, good and hostile, and files that are saved. */
import type { Page } from "playwright-core";
import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { setupToLink } from "../../../docs/playground/program/link.ts";
import { firstSetup, sideOf } from "../../../docs/playground/page/defaults.ts";
import { MOST_TEXT } from "../../../docs/playground/program/setup_schema.ts";
import type { Setup } from "../../../docs/playground/setup.ts";
import { ended, openSmall, playground, side, texts, type } from "./with_page.ts";
import { rhyme } from "../with_text.ts";

const opened = (hash: string) => playground.open(`${playground.url}#${hash}`);

const linkOf = (change: object): string => setupToLink({ ...firstSetup, ...change } as Setup);

const share = suite("links and files of the page");

share("opens a shared link with the same tokens, and keeps the address at what it shows", async () => {
  const { page } = await openSmall();
  await side(page, 0).locator("select[name=sampler]").selectOption("maskgit");
  await ended(page);
  const [url, wrote] = [page.url(), await texts(page)];
  assert.match(url, /#.{100}/);
  const other = (await playground.open(url)).page;
  await ended(other);
  assert.equal(await texts(other), wrote);
  assert.is(await side(other, 0).locator("select[name=sampler]").inputValue(), "maskgit");
  await other.close();
  await page.close();
});

share("copies the link", async () => {
  const { page } = await opened("");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click("#share");
  await page.waitForSelector(".notice");
  const copied = await page.evaluate(() => navigator.clipboard.readText()).catch(() => null);
  const told = (await page.locator(".notice").textContent())!;
  assert.match(copied ?? told, /http:\/\/127\.0\.0\.1:\d+\/#\S{100}/);
  await page.close();
});

share("has no address for a setup that is too long for one, says so, and has one again", async () => {
  const { page, errors } = await openSmall();
  const paste = (text: string) => type(page, "textarea[name=own]", text);
  const before = page.url();
  await paste(rhyme.repeat(400));
  await page.locator(".notice", { hasText: "too long for the address" }).waitFor();
  assert.not.match(page.url(), "#.");
  await paste("x".repeat(MOST_TEXT + 1));
  assert.match((await page.locator(".notice").textContent())!, "Its first 200000 are used");
  await paste(rhyme);
  await page.waitForURL(before);
  assert.equal(errors, []);
  await page.close();
});

for (
  const [name, hash, says] of [
    ["malformed", "not-a-link", /^Cannot open the link as /],
    ["cut off", linkOf({}).slice(0, 300), /^Cannot open the link as /],
    ["foreign", Buffer.from('{"hello":"world"}').toString("base64url"), /^Cannot open the link as /],
    [
      "hostile",
      linkOf({ sides: [firstSetup.sides[0], { ...firstSetup.sides[1], nodes: [{ _tag: "Custom" }] }] }),
      /^Cannot open/,
    ],
    ["oversized", linkOf({ length: 1e9 }), /^Cannot open the link as /],
    ["deep", Buffer.from("[".repeat(5000) + "]".repeat(5000)).toString("base64url"), /^Cannot open the link as /],
  ] as const
) {
  share(`refuses a ${name} link with a sentence, and shows what it always opens with`, async () => {
    const { page, errors } = await opened(hash);
    assert.match((await page.locator(".notice.alarm span").textContent())!, says);
    assert.is(await page.locator("input[name=length]").inputValue(), String(firstSetup.length));
    assert.equal(errors, []);
    await page.close();
  });
}

share("shows texts of a link as text, and never runs them", async () => {
  const text =
    '<img src=x onerror="globalThis.hacked = 1"><script>globalThis.hacked = 1</script> so it goes, so it goes';
  const model = { _tag: "Text", process: "absorbing" } as const;
  const { page } = await opened(
    linkOf({ text, prompt: "<img", sides: [sideOf(model, "arpc"), sideOf(model, "ancestral")] }),
  );
  await ended(page);
  assert.equal(await page.locator(".error").allTextContents(), ["", ""]);
  assert.ok((await texts(page)).every((wrote) => wrote.startsWith("<img")));
  assert.is(await page.evaluate(() => (globalThis as { hacked?: number }).hacked), undefined);
  assert.is(await page.locator("#app img, #app script").count(), 0);
  await page.close();
});

const saved = async (page: Page, name: string): Promise<Buffer> => {
  await page.click(".menu summary");
  const coming = page.waitForEvent("download");
  await page.locator(".menu .items > div").nth(1).getByText(name, { exact: true }).click();
  return readFileSync((await (await coming).path())!);
};

share("saves a script, the trace as JSON, pictures as SVG and GIF", async () => {
  const { page, errors } = await openSmall();
  const tokens = (await texts(page))[1]!;
  assert.match((await saved(page, "script for Node or Deno")).toString(), /from "blockgen"/);
  const trace = JSON.parse((await saved(page, "trace as JSON")).toString());
  assert.is(trace.outcome.tokens.map((token: number) => trace.ready.symbols[token]).join(""), tokens);
  assert.ok(trace.moments.length > 10);
  assert.match((await saved(page, "picture as SVG")).toString(), /^<svg/);
  assert.match((await saved(page, "animated SVG")).toString(), /^<svg/);
  const gif = await saved(page, "animated GIF");
  assert.is(gif.subarray(0, 6).toString(), "GIF89a");
  assert.ok(gif.length > 5_000);
  assert.equal(errors, []);
  await page.close();
});
share.run();
