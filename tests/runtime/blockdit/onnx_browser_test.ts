import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bundle, serve, withPage } from "../../support/browser/mod.ts";
import { root } from "../../support/root.ts";

/** What a page that runs onnxruntime-web has to serve beside its bundle. */
const wasm = "ort-wasm-simd-threaded.wasm";

const browser = suite("the onnx engine in a browser");
browser("agrees with the host engine within 1e-4 in Chromium, its WebAssembly served from the same place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-onnx-"));
  try {
    writeFileSync(join(folder, "index.html"), '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">');
    copyFileSync(join(root, "node_modules/onnxruntime-web/dist", wasm), join(folder, wasm));
    await bundle(join(root, "tests/runtime/blockdit/onnx_page.ts"), join(folder, "entry.js"));
    const served = await serve(folder);
    try {
      const found = await withPage("none", served.url, (page) =>
        page.evaluate(
          async ([url, file]) => (await import(`${url}entry.js`)).parityInPage(url + file),
          [served.url, wasm] as const,
        ));
      assert.is(found.backend, "wasm");
      assert.ok(found.difference < 1e-4, `differs by ${found.difference}`);
    } finally {
      await served.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
browser.run();
