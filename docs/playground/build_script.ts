import { builtinModules } from "node:module";
import { basename, dirname, join } from "node:path";
import { build, type InlineConfig } from "vite";
import { root } from "../../tests/support/root.ts";

/** Packages that the runtime loads on demand and the page goes without: an import of them fails, and is reported as their absence. */
const absent = /^(onnxruntime-|protobufjs|@jax-js\/|@huggingface\/|@observablehq\/|linkedom|pyodide|node:)/;

const alias = {
  "blockgen/dsl": join(root, "dsl/mod.ts"),
  "blockgen/runtime": join(root, "runtime/mod.ts"),
  blockgen: join(root, "mod.ts"),
} as const;

const configOf = (entry: string, file: string, globalName: string): InlineConfig => ({
  configFile: false,
  envFile: false,
  publicDir: false,
  root: dirname(entry),
  logLevel: "error",
  resolve: { alias },
  define: { "process.env.NODE_ENV": '"production"' },
  // Not the syntax: gpu.js compiles kernels from the source text of functions, and shorter syntax breaks some of them, silently.
  esbuild: { minifyIdentifiers: true, minifyWhitespace: true, minifySyntax: false, legalComments: "none" },
  build: {
    target: "es2022",
    outDir: dirname(file),
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    lib: { entry, formats: ["iife"], name: globalName, fileName: () => basename(file) },
    rollupOptions: {
      external: (id) => absent.test(id) || builtinModules.includes(id),
      output: { inlineDynamicImports: true },
    },
  },
});

/**
 * Bundles an entry as one classic script, since browsers load no module into a page that is opened as a file.
 *
 * @param globalName The global that gets the entry's exports, if it has any.
 */
export const buildScript = async (entry: string, file: string, globalName = "blockgenPlayground"): Promise<void> => {
  await build(configOf(entry, file, globalName));
};
