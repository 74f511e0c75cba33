/** `npm run docs:build [-- folder]`: builds the docs site, playground included, into `dist-docs/`. It needs no network. */
import { join } from "node:path";
import process from "node:process";
import { build } from "vitepress";
import { root } from "../../tests/support/root.ts";
import { buildPlayground } from "../playground/build_page.ts";
import { assemble } from "./assemble.ts";
import { assembled, built } from "./folders.ts";

const target = process.argv[2] ?? built;
const started = performance.now();
const tell = (what: string): void => console.log(`${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);

const pages = await assemble(assembled);
tell(`${pages.length} pages put together`);
await build(join(root, "docs"), { outDir: target });
tell(`site built into ${target}`);
await buildPlayground(join(target, "playground"));
tell("playground built");
process.exit(0);
