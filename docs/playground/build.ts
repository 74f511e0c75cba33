/** Builds the playground into `dist-playground/`, or into another folder: `npm run playground [folder]`. */
import { join } from "node:path";
import { root } from "../../tests/support/root.ts";
import { buildPlayground, bytesOf } from "./build_page.ts";

const target = process.argv[2] ?? join(root, "dist-playground");
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

const files = await buildPlayground(target);
for (const { name, bytes, loads } of files) {
  console.log(`${name.padEnd(16)} ${`${Math.round(bytes / 1000)} kB`.padStart(8)}  ${loads}`);
}
console.log(`page and default model   ${megabytes(bytesOf(files, "first"))}`);
console.log(
  `all that loads on demand ${megabytes(bytesOf(files, "later"))}, TypeScript ${megabytes(bytesOf(files, "types"))}`,
);
