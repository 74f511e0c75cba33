import { isLeft, right } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { check, cost, fromJson, samplers as registry, toJson, toSource } from "../../../dsl/mod.ts";
import { type RowInput, type RowResult, sample } from "../../../runtime/mod.ts";
import { catalogue } from "../../support/catalogue.ts";
import { evaluateSource } from "../../support/evaluate_source.ts";
import { models } from "../../support/programs.ts";

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

/** The samplers of BlockGen, which the golden data of its own code tests. */
const ofBlockgen = ["autoregressive", "left-to-right", "ancestral", "block-ancestral", "ar-then-block", "arpc"];

const contract = suite("the contract of published samplers");

contract("every named sampler is in the table, or has golden data", () => {
  const names = registry.map(({ name }) => name).filter((name) => !ofBlockgen.includes(name));
  assert.equal(Object.keys(catalogue).sort(), names.sort());
});

for (const [name, { program, process }] of Object.entries(catalogue)) {
  const model = models[process];
  contract(`${name}: a model of its noise can run it; JSON and source give it back`, () => {
    assert.equal(check(program, model.abilities, { length: LENGTH }), []);
    const json = toJson(program);
    const source = toSource(program);
    if (isLeft(json) || isLeft(source)) throw new Error("it has no custom stage");
    assert.equal(fromJson(JSON.parse(JSON.stringify(json.right))), right(program));
    assert.equal(evaluateSource(source.right)["sampler"], program);
  });

  contract(
    `${name}: keeps what is given, leaves no mask, spends what cost says, alike on host, cpu and webasm`,
    async () => {
      for (const seed of [1, 2]) {
        const options = { length: LENGTH, rows, seed } as const;
        const [host, ...others] = [
          await sample(program, model, { ...options, backend: "host" }),
          await sample(program, model, { ...options, backend: "cpu" }),
          await sample(program, model, { ...options, backend: "webasm" }),
        ];
        for (const other of others) assert.equal(other.rows, host!.rows, other.backend);
        host!.rows.forEach((found, i) => {
          assert.ok(isKept(rows[i]!, found, model.abilities.vocabulary), `row ${i}: ${found.tokens}`);
          const { least, most } = cost(program, {
            length: LENGTH,
            infill: given(rows[i]!).map((token) => token !== null),
          });
          assert.ok(least <= found.nfe && found.nfe <= most, `row ${i}: ${least} <= ${found.nfe} <= ${most}`);
        });
      }
    },
  );
}
contract.run();
