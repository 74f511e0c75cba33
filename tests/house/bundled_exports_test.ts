import { build, type Plugin } from "esbuild";
import { basename, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as runtime from "../../runtime/mod.ts";
import { root } from "../support/root.ts";

const entry = join(root, "runtime/mod.ts");

/** Takes every file for one that does nothing but export. */
const allPure: Plugin = {
  name: "all pure",
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /\.ts$/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === "resolved") { return null; }
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: "resolved" });
      return { ...found, sideEffects: false };
    });
  },
};

/** An entry for each export, which uses that alone. */
const entries: Plugin = {
  name: "entries",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^export:/ }, ({ path }) => ({ path: path.slice("export:".length), namespace: "export" }));
    onLoad({ filter: /./, namespace: "export" }, ({ path }) => ({
      contents: `import { ${path} } from ${JSON.stringify(entry)}; globalThis.used = ${path};`,
      resolveDir: root,
    }));
  },
};

/** Modules of a bundle of one export that nothing in it ever runs, by the names that the bundler gives their first run. */
const neverRun = async (names: readonly string[], plugins: Plugin[] = []): Promise<ReadonlyMap<string, string[]>> => {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => ({ in: `export:${name}`, out: name })),
    outdir: join(root, ".cache/never-written"),
    write: false,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    loader: { ".txt": "text" },
    logLevel: "silent",
    plugins: [entries, ...plugins],
  });
  const found = outputFiles.map(({ path, text }) => {
    const inits = [...text.matchAll(/var (init_\w+) = __esm/g)].map(([, init]) => init!);
    return [basename(path, ".js"), inits.filter((init) => text.split(`${init}()`).length === 1)] as const;
  });
  return new Map(found.filter(([, inits]) => inits.length > 0));
};

// A file that is also behind a dynamic import runs when somebody asks for it, and esbuild leaves that out where package.json says that
// the barrel which exports it does nothing.
const bundled = suite("an export in a bundle of one file");
bundled("has run all that it is made of", async () => {
  const names = Object.keys(runtime);
  assert.ok(names.length > 150, String(names.length));
  assert.equal([...await neverRun(names)], []);
});
bundled("would not, if barrels were said to do nothing", async () => {
  assert.equal([...(await neverRun(["sampleKey", "sample"], [allPure])).keys()], ["sampleKey"]);
});
bundled.run();
