import type { Browser, Page } from "playwright-core";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEngineParts } from "../../../docs/playground/build_page.ts";
import { buildScript } from "../../../docs/playground/build_script.ts";
import { launch, serve, type Served } from "../../support/browser/mod.ts";
import type { Graphics } from "../../support/browser/mod.ts";
import { root } from "../../support/root.ts";
import type * as Harness from "./harness.ts";

/** The functions of the harness, as the page sees them. */
export type InPage = { readonly harness: typeof Harness };

/** The playground's engine in a page without views, under the page's own security policy. */
export interface EnginePages {
  readonly folder: string;
  readonly served: Served;
  /** A new page; the browser starts anew if its graphics are others. */ readonly open: (
    graphics: Graphics,
    file?: boolean,
  ) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** The policy of the real page. */
const policy = (): string =>
  /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/.exec(
    readFileSync(join(root, "docs/playground/index.html"), "utf8"),
  )![0];

/** Builds it. */
export const enginePages = async (): Promise<EnginePages> => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-engine-"));
  await buildEngineParts(folder);
  await buildScript(join(import.meta.dirname, "harness.ts"), join(folder, "harness.js"), "harness");
  const head = `<!doctype html><meta charset="utf-8">${policy()}<link rel="icon" href="data:,"><title>engine</title>`;
  writeFileSync(join(folder, "index.html"), `${head}<body><script src="harness.js"></script>`);
  const served = await serve(folder);
  const browsers = new Map<Graphics, Browser>();
  const open = async (graphics: Graphics, file = false): Promise<Page> => {
    const browser = browsers.get(graphics) ?? await launch(graphics);
    browsers.set(graphics, browser);
    const page = await browser.newPage();
    await page.goto(file ? `file://${join(folder, "index.html")}` : served.url);
    return page;
  };
  const close = async (): Promise<void> => {
    for (const browser of browsers.values()) { await browser.close(); }
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, served, open, close };
};
