import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bodyOf, type Node, type Tag } from "../../../dsl/mod.ts";
import * as dsl from "../../../dsl/mod.ts";
import { SLOT_TABLE, slotRow } from "../../../dsl/interpreters/slot_table.ts";
import { stageName } from "../../../dsl/interpreters/spelling.ts";

/** The table of the language: reads | leaves | spends; `named` and `custom` have none. */
const LANGUAGE = `
noise       | open block                  | noisy block |
predict     | noisy block                 | dist        |
guide       | noisy block, dist           | dist        |
shape       | dist                        | dist        |
toLoo       | dist                        | dist        |
posterior   | noisy block, dist           | noisy block | dist
draft       | noisy block, dist           | draft       |
verify      | draft                       | ar          |
score       |                             | score       |
select      | score                       | picked      | score
accept      | noisy block, dist, draft, ar | draft, picked |
write       | noisy block, draft, picked  | noisy block | draft, picked, dist, ar
remember    |                             |             |
credit      | dist                        | dist        |
finish      | noisy block, dist           | clean block | dist
denoise     | noisy block                 | clean block | dist, draft, ar, score, picked
blocks      | open block                  | open block  |
commitBlock | clean block                 | open block  |
when        | noisy block                 | noisy block | dist, draft, ar, score, picked
repeat      | noisy block                 | noisy block | dist, draft, ar, score, picked
until       | noisy block                 | noisy block | dist, draft, ar, score, picked
named       |                             |             |
custom      |                             |             |`;

const inWords = (state: Readonly<Record<string, string>>): string =>
  Object.entries(state).map(([slot, holds]) => slot === "block" ? `${holds} block` : slot).join(", ");

const table = suite("slot table");

table("says what the table of the language says", () => {
  const lines = LANGUAGE.trim().split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const rows = lines.map(([name, ...cells]) =>
    [name, cells.map((cell) => cell.split(", ").sort().join(", "))] as const
  );
  const mine = (Object.keys(SLOT_TABLE) as Tag[]).map((tag) => {
    const { reads, leaves, spends } = SLOT_TABLE[tag];
    const cells = [inWords(reads), inWords(leaves), spends.join(", ")];
    return [stageName(tag), cells.map((cell) => cell.split(", ").sort().join(", "))] as const;
  });
  assert.equal(Object.fromEntries(mine), Object.fromEntries(rows));
});

table("names stages as they are exported", () => {
  for (const tag of Object.keys(SLOT_TABLE) as Tag[]) {
    assert.type((dsl as Readonly<Record<string, unknown>>)[stageName(tag)], "function", tag);
  }
});

table("a stage reads what its formulas name, a custom one what it declares", () => {
  const score: Node = { _tag: "Score", by: dsl.ar.nll.formula };
  assert.equal(slotRow(score).reads, { ar: "x0", draft: "tokens" });
  const mine = dsl.custom({
    name: "mine",
    reads: ["block", "dist"],
    leaves: ["draft"],
    spends: ["dist"],
    run: () => ({}),
  });
  const [node] = bodyOf((start: never) => mine(dsl.from.predicted(start)));
  assert.equal(slotRow(node), { reads: { block: "noisy", dist: "x0" }, leaves: { draft: "tokens" }, spends: ["dist"] });
});

table.run();
