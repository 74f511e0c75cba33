/** Builds the playground into `dist-playground/`, or into another folder: `npm run playground [folder]`. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/root.ts";
import { buildPage } from "./build_page.ts";

const target = process.argv[2] ?? join(root, "dist-playground");
for (const file of await buildPage(target)) {
  console.log(`${file} ${Math.round(statSync(join(target, file)).size / 1000)} kB`);
}
