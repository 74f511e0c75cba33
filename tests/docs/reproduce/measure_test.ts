import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { cellsFor, tryOut } from "../../../docs/reproduce/measure.ts";
import { full, quick, type Scale } from "../../../docs/reproduce/scale.ts";
import { root } from "../../support/root.ts";

const home = mkdtempSync(join(tmpdir(), "blockgen-reproduce-"));
const file = join(home, "none.jsonl");
const mini = { name: "mini", masked: "oracle:mini", uniform: "oracle:mini", judge: "oracle:mini" } as const;

const sentenceOn = async (judged: Readonly<Record<string, string>>, scale: Scale = quick): Promise<string> => {
  const cells = cellsFor({ ...mini, ...judged }, scale);
  return await tryOut(cells, file).then(() => "", (error: Error) => error.message);
};

const trying = suite("models and judge of npm run reproduce");
trying("are opened before cells are measured: one sentence where that cannot be", async () => {
  assert.is(await sentenceOn({}), "");
  assert.match(await sentenceOn({ judge: "typo" }), /^[^\n]*typo[^\n]*$/);
  assert.match(await sentenceOn({ masked: join(home, "nowhere") }), /^Cannot [^\n]*nowhere[^\n]*$/);
});
trying("are asked for the texts' length: a network that is too short says so once", async () => {
  const said = await sentenceOn({ masked: "shipped:word-masked" }, full);
  assert.match(said, /^[^\n]*\b80\b[^\n]*$/);
});
trying("end the command in a sentence and 1 where they are wrong, 2 where an option is", async () => {
  const ended = (...args: readonly string[]) =>
    new Promise<readonly [unknown, string]>((resolve) => {
      const words = ["--import", "tsx", join(root, "docs/reproduce/make.ts"), "--quick", "--only", ...args];
      execFile(process.execPath, words, { cwd: root }, (error, _, stderr) => resolve([error?.code, stderr]));
    });
  const [code, said] = await ended("iii", "--masked", "oracle:mini", "--uniform", "oracle:mini", "--judge", "typo");
  assert.is(code, 1, said);
  assert.match(said, /^Cannot [^\n]*typo[^\n]*\n$/);
  assert.equal(await ended("iv"), [2, "Cannot make the picture: --only must be of i, ii, iii: found iv\n"]);
});
trying.after(() => rmSync(home, { recursive: true }));
trying.run();
