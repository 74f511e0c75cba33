import {
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  buildSampler,
  check,
  type Program,
  samplerNamed,
  samplers,
} from "blockgen/dsl";
import { markovOracle } from "blockgen/runtime";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import { besides, panesOf, sequenceAt } from "../../../runtime/timeline/panes.ts";
import { percent } from "../../../runtime/timeline/score_words.ts";
import { timelineOf } from "../../../runtime/timeline/timeline.ts";
import { quoted } from "../../../docs/playground/page/symbol.ts";
import { eventsOf, rhyme, type TextRun } from "../../playground/with_text.ts";

const { symbols, tokenizer } = markovOracle(rhyme);
const isMask = (token: number): boolean => token >= symbols.length;
const quote = (token: number): string => quoted(symbols, token);

const momentsOf = async (program: Program, job: Partial<TextRun> = {}): Promise<readonly Moment[]> => {
  const prompt = [...(job.prompt ?? "")].length;
  return timelineOf(await eventsOf(program, job), { prompt, quote, isMask });
};

const timeline = suite("the moments of a run");

timeline("are the noise, each update and the commit of every block", async () => {
  const moments = await momentsOf(blockAncestral({ size: 8, steps: 3 }));
  assert.equal(moments.map(({ label, start }) => `${label}@${start}`), [
    ...["noise@0", "1/3@0", "2/3@0", "3/3@0", "commit@0"],
    ...["noise@8", "1/3@8", "2/3@8", "3/3@8", "commit@8"],
  ]);
  assert.ok(moments[0]!.cells.every(({ kind, token }) => kind === "noise" && isMask(token)));
  assert.ok(moments[4]!.cells.every(({ kind, token }) => kind === "committed" && !isMask(token)));
});

timeline("say of plain ancestral sampling what was unmasked, kept and still masked", async () => {
  const moments = await momentsOf(blockAncestral({ size: 16, steps: 6 }));
  for (const [i, { cells, label }] of moments.entries()) {
    if (i === 0 || label === "commit") { continue; }
    cells.forEach((cell, k) => {
      const before = moments[i - 1]!.cells[k]!;
      assert.is(cell.kind, isMask(cell.token) ? "noise" : isMask(before.token) ? "drafted" : "kept");
      assert.is(cell.changed, cell.token !== before.token);
      assert.match(
        cell.why,
        isMask(cell.token) ? "still masked" : isMask(before.token) ? `unmasked as ${quote(cell.token)}` : "kept",
      );
    });
  }
});

timeline("give the AR probability of every draft that ARPC scores", async () => {
  const moments = await momentsOf(arpc({ size: 16, steps: 6, by: ar.nll }));
  const scored = moments.filter(({ label }) => /^[1-5]\/6$/.test(label)).flatMap(({ cells }) => cells);
  assert.is(scored.length, 5 * 16);
  for (const cell of scored) { assert.match(cell.why, /: AR gives .+ (under )?[\d.]+ %$/); }
  assert.ok(scored.some(({ kind }) => kind === "rejected"));
  for (const cell of scored) {
    assert.is(cell.rejected !== null, cell.kind === "rejected" || cell.kind === "renoised");
  }
});

timeline("carry what the models said: the best of the prediction, and what AR gives the draft", async () => {
  const program = arpc({ size: 8, steps: 4, by: ar.nll });
  const updates = (await momentsOf(program)).filter(({ label }) => /^[1-3]\/4$/.test(label));
  assert.is(updates.length, 2 * 3);
  for (const cell of updates.flatMap(({ cells }) => cells)) {
    assert.ok(Math.abs(cell.score! + Math.log(cell.ar!)) < 1e-9);
    assert.ok(cell.why.endsWith(` ${percent(cell.ar!)}`), cell.why);
    assert.is(cell.arTop!.length, 5);
    assert.ok(cell.top!.length >= 1 && cell.top!.length <= 5);
    for (let k = 1; k < cell.top!.length; k++) { assert.ok(cell.top![k - 1]!.p >= cell.top![k]!.p); }
    assert.ok(cell.top!.reduce((sum, { p }) => sum + p, 0) <= 1 + 1e-9);
  }
});

timeline("say what a speculative test did with each draft", async () => {
  const program = buildSampler(samplerNamed("draft-and-verify")!, { block: 8 });
  const cells = (await momentsOf(program, { seed: 2 })).flatMap((moment) => moment.cells);
  const told = (words: RegExp): readonly Cell[] => cells.filter(({ why }) => words.test(why));
  assert.ok(told(/: accepted, AR gives .+ %$/).every(({ kind, changed }) => kind === "drafted" && changed));
  assert.ok(told(/: accepted/).length > 0 && told(/AR's own draw, as the draft was refused: AR gives/).length > 0);
  const refused = told(/^draft not taken: an earlier draft was refused$/);
  assert.ok(refused.length > 0);
  for (const { kind, rejected, token } of refused) {
    assert.ok(kind === "rejected" && rejected !== null && isMask(token));
  }
});

timeline("say what was drawn again, and number the updates around inner loops", async () => {
  const program = buildSampler(samplerNamed("loo-gibbs")!, { block: 8, steps: 6, sweeps: 2 });
  const moments = await momentsOf(program, { process: "uniform", length: 8, seed: 2 });
  assert.is(moments.filter(({ label }) => label === "5/6").length, 1);
  const updates = moments.filter(({ label }) => label.includes("/"));
  for (const { cells } of updates) { for (const cell of cells) { assert.is.not(cell.kind, "given"); } }
  updates.forEach(({ cells }, i) =>
    cells.forEach((cell, k) => {
      const before = moments[moments.indexOf(updates[i]!) - 1]!.cells[k]!;
      if (cell.token !== before.token) { assert.ok(cell.changed || cell.kind === "rejected", cell.why); }
    })
  );
  assert.ok(updates.flatMap(({ cells }) => cells).some(({ why }) => /changed from .+ to .+: the score is/.test(why)));
});

timeline("of every sampler give each changed token a reason", async () => {
  for (const entry of samplers) {
    const program = buildSampler(entry, { ...entry.quick, block: 8, steps: 6 });
    for (const process of ["absorbing", "uniform"] as const) {
      const { abilities } = markovOracle(rhyme, { process });
      if (check(program, abilities, { length: 8 }).length > 0) { continue; }
      const moments = await momentsOf(program, { process, length: 8, seed: 4 });
      moments.forEach(({ cells, label, start }, i) => {
        const before = moments[i - 1];
        if (label === "noise" || label === "commit" || before?.start !== start) { return; }
        cells.forEach((cell, k) => {
          if (cell.token === before.cells[k]!.token) { return; }
          assert.ok(cell.kind !== "kept" && cell.kind !== "noise", `${entry.name}: ${cell.why}`);
        });
      });
    }
  }
});

timeline("tell a token that gave way to noise from a draft that was never taken", async () => {
  const moments = await momentsOf(arpc({ size: 16, steps: 8, by: ar.nll }), { seed: 3 });
  let seen = 0;
  moments.forEach(({ cells, label }, i) =>
    cells.forEach((cell, k) => {
      if (label === "noise" || label === "commit") { return; }
      const stood = !isMask(moments[i - 1]!.cells[k]!.token);
      if (cell.kind === "renoised") { seen++; }
      assert.is(cell.kind === "renoised", stood && isMask(cell.token));
    })
  );
  assert.ok(seen > 0, "seed 3 re-noises something");
});

timeline("leave the prompt alone, also under uniform noise", async () => {
  const prompt = "Row, row, ";
  const moments = await momentsOf(arpc({ size: 8, steps: 4, by: ar.nll }), { prompt, process: "uniform" });
  const given = moments.flatMap(({ start, cells }) => cells.filter((_, k) => start + k < prompt.length));
  assert.ok(given.length > 0);
  assert.ok(given.every(({ kind }) => kind === "given"));
  const { tokens } = tokenizer.encode(prompt) as { tokens: readonly number[] };
  assert.equal(sequenceAt(moments, 0, tokens).slice(0, prompt.length).map(({ token }) => token), tokens);
});

timeline("of blocks of one token are one for each, and share grids of sixteen", async () => {
  const moments = await momentsOf(autoregressive(), { length: 20 });
  assert.equal(moments.map(({ start }) => start), Array.from({ length: 20 }, (_, i) => i));
  assert.ok(moments.every(({ cells }) => cells.length === 1 && cells[0]!.kind === "drafted"));
  assert.equal(panesOf(moments), [{ from: 0, to: 16, start: 0, end: 16 }, { from: 16, to: 20, start: 16, end: 20 }]);
});

timeline("of larger blocks have a grid a block", async () => {
  const moments = await momentsOf(blockAncestral({ size: 8, steps: 2 }), { length: 20 });
  assert.equal(panesOf(moments).map(({ start, end }) => [start, end]), [[0, 8], [8, 16], [16, 20]]);
});

timeline("of two runs meet at both ends of a scrubber", () => {
  for (const [most, own] of [[30, 30], [66, 30], [30, 1], [2, 2]] as const) {
    assert.is(besides(0, most, own), 0);
    assert.is(besides(most - 1, most, own), own - 1);
  }
  assert.equal([0, 1, 2, 3].map((at) => besides(at, 4, 4)), [0, 1, 2, 3]);
});

timeline("print probabilities as a reader wants them", () => {
  assert.equal([1, 0.62, 0.0312, 0.003, 0.0001].map(percent), ["100 %", "62 %", "3.1 %", "0.3 %", "under 0.1 %"]);
});
timeline.run();
