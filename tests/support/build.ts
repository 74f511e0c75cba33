/** Builds the package into `dist/`: `npm run build`. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";
import { tsc } from "./types/compile.ts";

const dist = join(root, "dist");

/** The compiler leaves `.ts` in the imports of declarations, where some resolvers look for a source that is not shipped. */
const pointToJavaScript = (declaration: string): string =>
  declaration.replace(/((?:\bfrom |\bimport\()")(\.{1,2}\/[^"]+)\.ts"/g, '$1$2.js"');

rmSync(dist, { recursive: true, force: true });
const ended = await tsc("TypeScript 7", ["-p", "tsconfig.build.json"]);
if (ended.code !== 0) {
  console.error(ended.output);
  process.exit(1);
}
for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (!path.endsWith(".d.ts")) continue;
  const file = join(dist, path);
  writeFileSync(file, pointToJavaScript(readFileSync(file, "utf8")));
}

// Networks that ship lie beside the code that finds them.
const models = "runtime/shipped/models";
cpSync(join(root, models), join(dist, models), { recursive: true });
