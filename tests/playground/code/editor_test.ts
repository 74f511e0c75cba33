import { ar, arpc, toSource } from "blockgen/dsl";
import { isRight } from "fp-ts/lib/Either.js";
import type { Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launch, serve } from "../../support/browser/mod.ts";
import { builtPlayground } from "../built.ts";

const editor = suite("the code editor");

const source = (() => {
  const printed = toSource(arpc({ size: 16, steps: 8, by: ar.nll }));
  if (!isRight(printed)) { throw new Error("it has text"); }
  return printed.right;
})();

/** Runs in the page; as text, since what compiles these tests adds helpers to functions that the page does not have. */
const mounting = `
  globalThis.results = [];
  document.body.replaceChildren();
  globalThis.editor = blockgenEditor.mountEditor(document.body, {
    source: ${JSON.stringify(source)},
    abilities: () => null,
    onChange: (result) => results.push(result),
  });
  0;
`;

let url = "";
const closing: (() => Promise<void> | void)[] = [];
let open: () => Promise<{ readonly page: Page; readonly requests: readonly string[] }>;

editor.before(async () => {
  const served = await serve(await builtPlayground());
  const browser = await launch("none");
  url = served.url;
  closing.push(() => browser.close(), served.close);
  open = async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    // The page itself, without what it does: its policy holds for the editor too.
    await page.route("**/page.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.goto(url);
    await page.addScriptTag({ url: `${url}editor.js` });
    await page.evaluate(mounting);
    return { page, requests };
  };
});
editor.after(async () => {
  for (const close of closing) { await close(); }
});

/** What `onChange` was told last; waits until it was told so many times. */
const told = async (page: Page, times: number): Promise<{ readonly _tag: string; readonly text: string }> => {
  await page.waitForFunction(`results.length >= ${times}`, null, { timeout: 60_000 });
  const text = await page.evaluate<string>("JSON.stringify(results.at(-1))");
  return { _tag: (JSON.parse(text) as { readonly _tag: string })._tag, text };
};

/** Writes a whole text as a reader would: one that is pasted. */
const write = async (page: Page, text: string): Promise<void> => {
  await page.focus(".cm-content");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
};

/** The sentences that the editor shows, by opening its list. */
const sentences = async (page: Page, sentence: string): Promise<void> => {
  await page.waitForSelector(".cm-lintRange-error, .cm-lintPoint-error", { timeout: 60_000, state: "attached" });
  await page.focus(".cm-content");
  await page.keyboard.press("Control+Shift+M");
  const has = `document.querySelector(".cm-panel-lint")?.textContent.includes(${JSON.stringify(sentence)})`;
  await page.waitForFunction(has, null, { timeout: 60_000 });
};

editor(
  "tells of programs, of sentences, of texts that do not end, and of types; nothing is fetched from elsewhere",
  async () => {
    const { page, requests } = await open();
    await write(page, source.replace("denoise(8", "denoise(5"));
    const changed = await told(page, 1);
    assert.is(changed._tag, "Right");
    assert.ok(changed.text.includes('"steps":5'));

    await write(page, source.replace("shape(), correct", "correct").replace("predict(), correct", "correct"));
    assert.ok((await told(page, 2)).text.includes('"sentence":"correct reads dist, which no earlier stage has left"'));
    await sentences(page, "correct reads dist, which no earlier stage has left");

    await write(page, "for (;;) {}");
    assert.ok((await told(page, 3)).text.includes("did not come to an end within 2 seconds"));

    await write(page, source.replace("export const sampler", "export const sampler: unknown"));
    assert.is((await told(page, 4))._tag, "Right");

    await write(page, source.replace("by: ar.nll", "by: ar.none"));
    await sentences(page, "Property 'none' does not exist");
    assert.equal(
      requests.filter((one) => !one.startsWith(url) && !one.startsWith("blob:") && !one.startsWith("data:")),
      [],
    );
    await page.close();
  },
);

editor("shows what the page sets without telling it, and goes away", async () => {
  const { page } = await open();
  await page.evaluate(`editor.set("// other"); 0`);
  assert.match((await page.textContent(".cm-content"))!, "// other");
  await page.waitForTimeout(500);
  assert.is(await page.evaluate("results.length"), 0);
  await page.evaluate("editor.destroy(); 0");
  assert.is(await page.locator(".cm-editor").count(), 0);
  await page.close();
});
editor.run();
