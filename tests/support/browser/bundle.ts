import { build } from "esbuild";
import { join } from "node:path";
import { root } from "../root.ts";

/** Where `blockgen` comes from in a bundle: the sources, unless a package is under test. */
const sources = {
  blockgen: join(root, "mod.ts"),
  "blockgen/dsl": join(root, "dsl/mod.ts"),
  "blockgen/runtime": join(root, "runtime/mod.ts"),
} as const;

/** Settings that differ between uses. */
export interface BundleOptions {
  /** Resolve `blockgen` from the entry's node_modules, not from the sources. */ readonly installed?: boolean;
  /** The global that gets the exports; without it the bundle is a module. */ readonly globalName?: string;
}

/**
 * Bundles an entry for the browser as a user would, minified but for the syntax: esbuild's syntax minification breaks gpu.js kernels,
 * some of them silently.
 */
export const bundle = async (entry: string, outfile: string, options: BundleOptions = {}): Promise<void> => {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: options.globalName === undefined ? "esm" : "iife",
    ...(options.globalName === undefined ? {} : { globalName: options.globalName }),
    platform: "browser",
    target: "es2022",
    minifyWhitespace: true,
    minifyIdentifiers: true,
    ...(options.installed ? {} : { alias: sources }),
    loader: { ".txt": "text" },
    logLevel: "silent",
  });
};
