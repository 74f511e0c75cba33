import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, type BundleOptions } from "./bundle.ts";
import type { Graphics } from "./flags.ts";
import { withPage } from "./page.ts";
import { serve } from "./server.ts";

const shell = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>test</title>';

/** What to run: `name` (else `default`) is an exported async function; `args` and its answer travel as JSON. */
export interface BrowserRun extends BundleOptions {
  readonly graphics: Graphics;
  readonly entry: string;
  readonly name?: string;
  readonly args?: readonly unknown[];
  /** Send the headers that shared memory needs. */ readonly isolated?: boolean;
}

/** Bundles a TypeScript file, loads it in Chromium, calls one of its exports there and returns what that resolved to. */
export const runInBrowser = async <A>(run: BrowserRun): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-page-"));
  try {
    writeFileSync(join(folder, "index.html"), shell);
    await bundle(run.entry, join(folder, "entry.js"), run);
    const served = await serve(folder, run.isolated);
    try {
      return await withPage(run.graphics, served.url, (page) =>
        page.evaluate(async ([url, name, args]) => {
          const module = await import(url);
          return await module[name](...args);
        }, [`${served.url}entry.js`, run.name ?? "default", run.args ?? []] as const)) as A;
    } finally {
      await served.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
