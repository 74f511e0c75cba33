import { isLeft, right } from "fp-ts/lib/Either.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { codePoints } from "../../../../runtime/eval/genppl/report.ts";
import type { Judge } from "../../../../runtime/eval/judges/judge.ts";
import { distinct } from "../../../../runtime/eval/metrics/mod.ts";
import { cellsOf } from "../../../../runtime/eval/sweep/cells.ts";
import { measureCell } from "../../../../runtime/eval/sweep/measure.ts";
import { readPlan } from "../../../../runtime/eval/sweep/plan.ts";
import { readResult, resultLine } from "../../../../runtime/eval/sweep/result.ts";
import { summarise } from "../../../../runtime/eval/sweep/summarise.ts";
import { textOracle } from "../../../../runtime/eval/text_oracle_node.ts";
import { result } from "../../../support/sweep_result.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-measure-"));
const file = join(folder, "text.txt");
writeFileSync(file, "she sells sea shells on the sea shore\nthe shells she sells are sea shells\n");
const plan = readPlan({ samplers: ["arpc"], nfe: [3], processes: ["masked"], texts: 3, length: 8, block: 4 });
if (isLeft(plan)) { throw new Error(plan.left.join()); }
const [{ id, cell }] = cellsOf(plan.right, () => "") as [ReturnType<typeof cellsOf>[number]];

/** Cells of three texts, so many tokens of which have a score; the texts, too. */
const measuredWith = async (...tokens: readonly number[]) => {
  const oracle = await textOracle(`oracle:${file}`, { process: "absorbing" });
  if (isLeft(oracle)) { throw new Error("this is an oracle"); }
  let texts: readonly string[] = [];
  const score: Judge["score"] = (asked) => {
    texts = asked;
    return Promise.resolve(right(asked.map((_, i) => ({ nats: tokens[i]!, tokens: tokens[i]!, characters: 8 }))));
  };
  const judge = { name: "stub", score } as Judge;
  const measured = await measureCell(cell, { model: oracle.right, judge, noticed: () => {} });
  if (isLeft(measured)) { throw new Error(measured.left); }
  return { measured: measured.right, texts };
};

const shares = suite("shares of different n-grams");
shares("are of the texts that have a score", async () => {
  const { measured, texts } = await measuredWith(0, 5, 0);
  const scored = codePoints(texts[1]!);
  assert.equal(measured.distinct, [1, 2, 3, 4].map((n) => Math.round(distinct(scored, n) * 1e6) / 1e6));
});
shares("are none where no text has one, and results say so", async () => {
  const { measured } = await measuredWith(0, 0, 0);
  assert.equal(measured.distinct, [null, null, null, null]);
  const read = readResult(resultLine({ id, cell }, measured).trimEnd());
  assert.ok(read !== null);
  assert.ok(summarise([read])[0]!.distinct.every(Number.isNaN));
});
shares("weigh seeds by their texts with a score", () => {
  const [two, none, one] = [result({ seed: 1 }, [1, 1]), result({ seed: 2 }, [1]), result({ seed: 3 }, [1])];
  const all = summarise([
    { ...two, distinct: [0.3, 0.3, 0.3, 0.3] },
    { ...none, distinct: [null, null, null, null], perText: { ...none.perText, tokens: [0] } },
    { ...one, distinct: [0.9, 0.9, 0.9, 0.9] },
  ]);
  assert.ok(Math.abs(all[0]!.distinct[1]! - 0.5) < 1e-12);
});
shares.after(() => rmSync(folder, { recursive: true }));
shares.run();
