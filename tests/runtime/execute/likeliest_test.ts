import fc from "fast-check";
import { ar, arpc, type Program } from "blockgen/dsl";
import { type Event, sample, type StageRow } from "blockgen/runtime";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { likeliest, MOST_LIKELY } from "../../../runtime/execute/likeliest.ts";
import { models } from "../../support/programs.ts";

const likely = suite("the most probable tokens in a trace");

likely("are those that sorting finds, lower tokens of a tie first, none of probability 0", () => {
  const logs = fc.array(fc.constantFrom(-1e6, -3, -2, -1.5, -1, -0.5), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(logs, fc.nat(3), (values, before) => {
    const V = values.length;
    const padded = [...new Array<number>(before * V).fill(0), ...values];
    const sorted = values.map((log, token) => ({ token, p: Math.exp(log) }))
      .sort((a, b) => b.p - a.p || a.token - b.token).filter(({ p }) => p > 0).slice(0, MOST_LIKELY);
    assert.equal(likeliest(padded, V, before, 1), [sorted]);
  }));
});

const stages = (trace: readonly Event[], name: string): readonly StageRow[] =>
  trace.flatMap((event) => event._tag === "Stage" && event.stage === name ? event.rows : []);

const go = (program: Program, backend: "host" | "webasm", process: "absorbing" | "uniform" = "uniform") =>
  sample(program, models[process], { length: 9, rows: 2, seed: 3, trace: "stage", backend });

likely("stand where a stage left a prediction, and nowhere else", async () => {
  const { trace } = await go(arpc({ size: 4, steps: 3, by: ar.nll, temperature: 0.7 }), "host");
  for (const name of ["Predict", "Shape"]) {
    assert.ok(stages(trace, name).length > 0);
    for (const row of stages(trace, name)) {
      assert.is(row.top!.length, row.canvas.length);
      assert.is(row.arTop, undefined);
    }
  }
  for (const row of stages(trace, "Verify")) {
    assert.is(row.top, undefined);
    assert.is(row.arTop!.length, row.canvas.length);
    row.arDraft!.forEach((p, i) => {
      const known = row.arTop![i]!.find(({ token }) => token === row.draft![i]);
      if (known !== undefined) { assert.is(known.p, p); }
    });
  }
  for (const name of ["Noise", "Draft", "Score", "Select", "Renoise", "Finish"]) {
    assert.ok(stages(trace, name).length > 0, name);
    for (const row of stages(trace, name)) {
      assert.equal([row.top, row.arTop, row.arDraft], [undefined, undefined, undefined]);
    }
  }
});

likely("are the same on a device, as far as float32 goes", async () => {
  const program = arpc({ size: 4, steps: 3, by: ar.nll });
  const [host, device] = [await go(program, "host"), await go(program, "webasm")];
  for (const name of ["Predict", "Verify"] as const) {
    const field = name === "Predict" ? "top" : "arTop";
    const [a, b] = [stages(host.trace, name), stages(device.trace, name)].map((rows) =>
      rows.flatMap((row) => row[field]!.map((best) => best[0]!.p))
    ) as [number[], number[]];
    assert.is(a.length, b.length);
    a.forEach((p, i) => assert.ok(Math.abs(p - b[i]!) < 1e-5));
  }
});
likely.run();
