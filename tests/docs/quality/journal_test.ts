import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { planOf } from "../../../docs/quality/cells.ts";
import { complete } from "../../../docs/quality/complete.ts";
import { append, readJournal, rewrite } from "../../../docs/quality/journal.ts";
import { samplerNamed } from "../../../dsl/mod.ts";

const scale = { rows: 2, length: 32, budgets: [2, 3] };
const folder = mkdtempSync(join(tmpdir(), "blockgen-quality-"));
const file = join(folder, "quality.jsonl");
const measured = async (say: string[] = []) => {
  const { cells } = await planOf([samplerNamed("ancestral")!], scale);
  return complete(cells, scale, file, (line) => say.push(line));
};

const journal = suite("the journal of the quality table");
journal("a run that was cut off goes on where it was, in a file whose last line is broken", async () => {
  const whole = await measured();
  assert.is(whole.length, 4);
  assert.is(readJournal(file).length, 4);
  rewrite(file, whole.slice(0, 2));
  appendFileSync(file, '{"sampler":"anc');
  assert.is(readJournal(file).length, 2);
  const said: string[] = [];
  assert.equal(await measured(said), whole);
  assert.match(said[0], /4 cells, 2 programs to run/);
  assert.is(readJournal(file).length, 4);
});
journal("a complete one runs nothing, and rewriting keeps the bytes", async () => {
  const all = await measured();
  rewrite(file, all);
  const bytes = readFileSync(file, "utf8");
  const said: string[] = [];
  rewrite(file, await measured(said));
  assert.match(said[0], /4 cells, 0 programs to run/);
  assert.is(readFileSync(file, "utf8"), bytes);
  append(file, all[0]);
  assert.is(readJournal(file).length, 5);
});
journal.after(() => rmSync(folder, { recursive: true }));
journal.run();
