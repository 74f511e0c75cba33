import { isLeft, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { check, cost, fromJson, type Program, samplerFacts, samplers, toJson, toSource } from "../../../dsl/mod.ts";
import { type RowInput, type RowResult, sample } from "../../../runtime/mod.ts";
import { catalogue, everyPublished } from "../../support/catalogue.ts";
import { evaluateSource } from "../../support/evaluate_source.ts";
import { models } from "../../support/programs.ts";
import { abortedAtCall, callsOf } from "../../support/watched_model.ts";

const LENGTH = 8;
const rows: readonly RowInput[] = [
  {},
  { prompt: [1, 2, 0, 3, 1] },
  { infill: [null, 1, null, null, 3, 0, null, null] },
  { prompt: [0], infill: [0, null, null, null, null, null, null, 2] },
];
const given = ({ prompt = [], infill = [] }: RowInput): readonly (number | null)[] =>
  Array.from({ length: LENGTH }, (_, i) => (prompt as number[])[i] ?? (infill as (number | null)[])[i] ?? null);

const isKept = (row: RowInput, { tokens }: RowResult, vocabulary: number): boolean =>
  tokens.length === LENGTH &&
  given(row).every((want, i) => (want === null ? tokens[i]! >= 0 && tokens[i]! < vocabulary : tokens[i] === want));

/** The program, its rows ending at a token. */
const ending = (program: Program, eos: number, pad: number): Program => ({
  ...program,
  nodes: program.nodes.map((node) =>
    node._tag === "Blocks" ? { ...node, stop: { eos, pad, afterEos: "end" as const } } : node
  ),
});

const contract = suite("the contract of named samplers");

contract("every named sampler is in the table, with the noise that it is listed for", () => {
  const listed = Object.fromEntries(samplers.map((entry) => [entry.name, samplerFacts(entry).process]));
  assert.equal(Object.fromEntries(Object.entries(catalogue).map(([name, { processes }]) => [name, processes])), listed);
});

for (const { name, process, one: { program } } of everyPublished) {
  const model = models[process];
  const { vocabulary } = model.abilities;
  const options = { length: LENGTH, rows, seed: 1, backend: "host" } as const;

  contract(`${name}, ${process}: a model of its noise can run it; JSON and source give it back`, () => {
    assert.equal(check(program, model.abilities, { length: LENGTH }), []);
    const json = toJson(program);
    const source = toSource(program);
    if (isLeft(json) || isLeft(source)) throw new Error("it has no custom stage");
    assert.equal(fromJson(JSON.parse(JSON.stringify(json.right))), right(program));
    assert.equal(evaluateSource(source.right)["sampler"], program);
  });

  contract(
    `${name}, ${process}: keeps what is given, leaves no mask, spends what cost says, alike everywhere`,
    async () => {
      for (const seed of [1, 2]) {
        const host = await sample(program, model, { ...options, seed });
        for (const backend of ["cpu", "webasm"] as const) {
          assert.equal((await sample(program, model, { ...options, seed, backend })).rows, host.rows, backend);
        }
        host.rows.forEach((found, i) => {
          assert.ok(isKept(rows[i]!, found, vocabulary), `row ${i}: ${found.tokens}`);
          const infill = given(rows[i]!).map((token) => token !== null);
          const { least, most } = cost(program, { length: LENGTH, infill });
          assert.ok(least <= found.nfe && found.nfe <= most, `row ${i}: ${least} <= ${found.nfe} <= ${most}`);
        });
      }
    },
  );

  contract(`${name}, ${process}: the same seed again gives the same run, and a row alone the same row`, async () => {
    const whole = await sample(program, model, { ...options, trace: "stage" });
    assert.equal(await sample(program, model, { ...options, trace: "stage" }), whole);
    for (const [i, row] of rows.entries()) {
      const alone = await sample(program, model, { ...options, rows: [{ ...row, sample: i }] });
      assert.equal(alone.rows[0], whole.rows[i]);
    }
  });

  contract(
    `${name}, ${process}: an end token ends its row: the text before it, padding behind it, no more calls`,
    async () => {
      const plain = await sample(program, model, options);
      const eos = plain.rows[0]!.tokens[2]!;
      const pad = (eos + 1) % vocabulary;
      const stopped = await sample(ending(program, eos, pad), model, options);
      assert.is(stopped.rows[0]!.ended, "eos");
      stopped.rows.forEach((found, i) => {
        const full = plain.rows[i]!;
        const fixed = given(rows[i]!);
        const end = full.tokens.findIndex((token, at) => token === eos && fixed[at] === null);
        const kept = (at: number) => end < 0 || at <= end || fixed[at] !== null;
        assert.equal(found.tokens, full.tokens.map((token, at) => kept(at) ? token : pad));
        assert.ok(found.nfe <= full.nfe);
        assert.is(found.ended, end < 0 ? "length" : "eos");
      });
    },
  );

  contract(`${name}, ${process}: stops when it is told to, in the middle of its calls`, async () => {
    const calls = await callsOf(program, model, options);
    for (const at of new Set([1, Math.ceil(calls / 2), calls - 1].filter((n) => n >= 1 && n < calls))) {
      const { error, asked, closed } = await abortedAtCall(program, model, options, at);
      assert.is(error?._tag, "Aborted");
      assert.equal([asked, closed], [at, 1]);
    }
  });
}
contract.run();
