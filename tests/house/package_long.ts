import { suite } from "uvu";
import * as assert from "uvu/assert";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, serve, withPage } from "../support/browser/mod.ts";
import { runDeno } from "../support/deno.ts";
import { blocksInMarkdown } from "../support/docs/extract.ts";
import { foreignErrors, packAndInstall, readmeBlock, resolutions } from "../support/package.ts";
import { type Ended, runProcess } from "../support/process.ts";
import { root } from "../support/root.ts";
import { skipUnless } from "../support/skip.ts";
import { compilers } from "../support/types/compile.ts";

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const printed = (ended: Ended): string => {
  assert.is(ended.code, 0, ended.output);
  assert.is.not(ended.stdout.trim(), "", "it prints something");
  return ended.stdout.trim();
};

/** Loads a bundle in a page and returns what it printed there; top-level `await` is over when the import is. */
const runBundle = async (folder: string, name: string): Promise<string> => {
  await bundle(join(folder, `${name}.ts`), join(folder, `${name}.bundle.js`), { installed: true });
  writeFileSync(join(folder, "index.html"), '<!doctype html><link rel="icon" href="data:,"><title>bundle</title>');
  const served = await serve(folder);
  try {
    return await withPage("webgl2", served.url, async (page) => {
      const lines: string[] = [];
      page.on("console", (message) => lines.push(message.text()));
      await page.evaluate((url) => import(url), `${served.url}${name}.bundle.js`);
      return lines.join("\n");
    });
  } finally {
    await served.close();
  }
};

const fixture = (name: string): string => readFileSync(join(root, `tests/house/fixtures/package/${name}.ts`), "utf8");
const readme = readmeBlock();
const programs: readonly (readonly [name: string, source: string | null])[] = [
  ["language", fixture("language")],
  ["own_stages", fixture("own_stages")],
  ["readme", readme],
];

/** Programs that read a disk, so that no page runs them. */
const onDisk: readonly (readonly [name: string, source: string])[] = ["networks", "on_a_disk"].map((name) =>
  [name, fixture(name)] as const
);

// Not in a `before` hook: uvu would swallow what went wrong.
const installed = await packAndInstall();
for (const [name, source] of [...programs, ...onDisk]) {
  if (source === null) continue;
  writeFileSync(join(installed.folder, `${name}.ts`), source);
  writeFileSync(join(installed.folder, `${name}.mjs`), source);
}
writeFileSync(
  join(installed.folder, "plan.json"),
  JSON.stringify({ samplers: ["arpc"], nfe: [5], texts: 2, length: 16, block: 16 }),
);

const stranger = suite("the package, installed in an empty folder");
stranger.after(installed.remove);

stranger("has a size", () => {
  console.log(`\n  tarball ${megabytes(installed.packed)}, installed ${megabytes(installed.size)}`);
  assert.ok(installed.packed < 6e6);
});

for (const [name, source] of [...programs, ...onDisk]) {
  const test = skipUnless(source !== null, `there is no ${name} program yet`)(stranger);
  test(`${name} runs under plain node, as pasted`, async () => {
    printed(await runProcess(process.execPath, [`${name}.mjs`], { cwd: installed.folder, seconds: 120 }));
  });
  test(`${name} runs under Deno and type-checks there`, async () => {
    const args = ["run", "-A", "--check", "--node-modules-dir=manual", "--no-lock", `${name}.ts`];
    printed(await runDeno(args, 120, installed.folder));
  });
  if (onDisk.some((one) => one[0] === name)) continue;
  test(`${name} runs in Chromium, from a bundle`, async () => {
    assert.is.not(await runBundle(installed.folder, name), "");
  });
}
stranger("its command line inspects a network that ships and samples from it", async () => {
  const cli = join("node_modules", "blockgen", "dist", "runtime", "cli.js");
  const at = { cwd: installed.folder, seconds: 120 };
  assert.match(
    printed(await runProcess(process.execPath, [cli, "inspect", "masked"], at)),
    /^parameters +543,968, F16$/m,
  );
  const sample = ["sample", "--model", "uniform", "--length", "16", "--steps", "2", "--quiet"];
  assert.match(printed(await runProcess(process.execPath, [cli, ...sample], at)), /[a-z]{2}/);
});

stranger(
  "runs the first script of the five minutes in a folder whose package.json says nothing of modules",
  async () => {
    const plain = join(installed.folder, "plain");
    mkdirSync(plain);
    writeFileSync(join(plain, "package.json"), "{}");
    const [first] = blocksInMarkdown("docs/start.md", readFileSync(join(root, "docs/start.md"), "utf8"));
    writeFileSync(join(plain, "first.mts"), first!.code);
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    printed(await runProcess(process.execPath, [tsx, "first.mts"], { cwd: plain, seconds: 120 }));
  },
);

for (const [compiler, path] of Object.entries(compilers)) {
  for (const resolution of Object.keys(resolutions) as (keyof typeof resolutions)[]) {
    stranger(`type-checks in a foreign strict project (${compiler}, ${resolution})`, async () => {
      assert.is(await foreignErrors(installed.folder, path, resolution), "");
    });
  }
}
stranger.run();

const size = suite("stages of one's own");
size("take fewer than 15 lines each", () => {
  const source = fixture("own_stages");
  const custom = source.slice(source.indexOf("const leftFirst"), source.indexOf("const redoOne"));
  const corrector = source.slice(source.indexOf("const redoOne"), source.indexOf("const step"));
  assert.ok(custom.trim().split("\n").length < 15);
  assert.ok(corrector.trim().split("\n").length < 15);
});
size.run();
