import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Event, RowInput, RowResult, StageRow } from "../../runtime/mod.ts";
import { sample } from "../../runtime/mod.ts";
import { everySampler, models } from "../support/programs.ts";

/** Law L7: frozen positions stay bit-identical, no mask survives, and only candidates are selected; for every sampler. */
const LENGTH = 9;
const V = models.absorbing.abilities.vocabulary;
const token = fc.nat(V - 1);

const row: fc.Arbitrary<RowInput> = fc.oneof(
  fc.constant({}),
  fc.array(token, { minLength: 1, maxLength: LENGTH }).map((prompt) => ({ prompt })),
  fc.array(fc.option(token), { maxLength: LENGTH }).map((infill) => ({ infill })),
  fc.record({
    prompt: fc.array(token, { minLength: 1, maxLength: LENGTH }),
    infill: fc.array(fc.option(token), { maxLength: LENGTH }),
  }),
);

/** What the caller fixed at a position; the prompt goes before the pattern. */
const fixed = ({ prompt, infill }: RowInput, position: number): number | null =>
  (prompt as readonly number[] | undefined)?.[position] ??
    (infill as readonly (number | null)[] | undefined)?.[position] ?? null;

const isKept = (given: RowInput, { tokens }: RowResult): boolean =>
  tokens.length === LENGTH && tokens.every((found, i) => {
    const want = fixed(given, i);
    return want === null ? Number.isInteger(found) && found >= 0 && found < V : found === want;
  });

/** On the way, too: the canvas, and with it the draft, hold what is fixed, and nothing fixed is picked. */
const isKeptInside = (given: RowInput, { start, canvas, draft, picked }: StageRow): boolean =>
  canvas.every((found, i) => {
    const want = fixed(given, start + i);
    return want === null || (found === want && (draft?.[i] ?? want) === want && picked?.[i] !== true);
  });

const stageRows = (trace: readonly Event[]) =>
  trace.flatMap((event) => event._tag === "Stage" && event.stage !== "Noise" ? event.rows : []);

const laws = suite("law L7: frozen positions, masks, candidates");

for (const [name, program, process] of everySampler) {
  const runs = /DiffusionGemma|ReMDM|classifier/.test(name) ? 2 : 12;
  laws(`${name}, ${process}`, async () => {
    const batch = fc.array(row, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batch, fc.nat(), async (rows, seed) => {
        const options = { length: LENGTH, rows, seed, backend: "host", trace: "stage" } as const;
        const result = await sample(program, models[process], options);
        result.rows.forEach((found, i) => assert.ok(isKept(rows[i]!, found), `row ${i}: ${found.tokens}`));
        for (const stage of stageRows(result.trace)) { assert.ok(isKeptInside(rows[stage.row]!, stage)); }
      }),
      { numRuns: runs, seed: 7 },
    );
  });
}

laws.run();
