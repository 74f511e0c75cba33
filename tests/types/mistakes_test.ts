import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root.ts";
import { type Compiler, compilers } from "../support/types/compile.ts";
import { checkMistakes } from "../support/types/mistakes.ts";

const folder = "tests/types/mistakes";
const files = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name}`);

const mistakes = suite("programs that must not compile");
mistakes("are there", () => assert.ok(files.length > 0));
for (const compiler of Object.keys(compilers) as Compiler[]) {
  mistakes(`each end in one sentence (${compiler})`, async () => {
    const complaints = await checkMistakes(compiler, files);
    assert.ok(complaints.length === 0, complaints.join("\n"));
  });
}
mistakes.run();
