import { suite } from "uvu";
import * as assert from "uvu/assert";
import { nodeTags } from "../support/check/node_variants.ts";
import { chainsIn, tagsOf, withoutTag } from "../support/types/chains.ts";
import { allRemovals, copySources, rounds, unnoticed } from "../support/types/removals.ts";

const reader = suite("the reader of matches");
const source = [
  "const f = (node: Node) =>",
  "  match(node)",
  '    .with({ _tag: "A" }, () => text(")"))',
  '    .with({ _tag: "B" }, { _tag: "C" }, (n) => n.x)',
  '    .with({ _tag: P.union("D", "E") }, () => 1)',
  "    .exhaustive();",
  'const g = match(x).with({ _tag: "A" }, () => 1).otherwise(() => 2);',
].join("\n");
reader("finds cases, brackets in strings left out, and no match that has a default", () => {
  const chains = chainsIn(source);
  assert.is(chains.length, 1);
  assert.equal(tagsOf(chains[0]!), ["A", "B", "C", "D", "E"]);
  const without = withoutTag(source, chains[0]!, "A");
  assert.not.match(without, "text(");
  assert.is(without.split("\n").length, source.split("\n").length);
});
reader.run();

const removals = allRemovals();
const interpreters = suite("removing one case from any interpreter fails to compile");
interpreters("some match knows every instruction", () => {
  const all = nodeTags();
  const files = new Set(removals.map(({ file }) => file));
  const complete = [...files].filter((file) => {
    const known = new Set(removals.filter((removal) => removal.file === file).map(({ tag }) => tag));
    return all.every((tag) => known.has(tag));
  });
  console.log(`\n  ${removals.length} cases in ${files.size} files; every instruction in: ${complete.join(", ")}`);
  assert.ok(complete.length > 0);
});
interpreters.before(copySources);
rounds(removals).forEach((round, index) => {
  interpreters(`round ${index + 1}: ${round.length} cases`, async () => {
    const missed = await unnoticed(round);
    assert.ok(missed.length === 0, missed.map(({ file, tag }) => `${file} compiles without ${tag}`).join("\n"));
  });
});
interpreters.run();
