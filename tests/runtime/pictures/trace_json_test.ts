import { isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ar, arpc, fromJson } from "../../../dsl/mod.ts";
import {
  filmOf,
  markovOracle,
  type Model,
  sample,
  tokenNames,
  type TraceFile,
  traceJson,
} from "../../../runtime/mod.ts";

const json = suite("a run as JSON");
const model = markovOracle("the cat sat on the mat. the rat sat on the cat. ");
const sampler = arpc({ size: 8, steps: 2, by: ar.nll });
const names = tokenNames(model.symbols.length, (token) => model.symbols[token]!);

const traced = async (): Promise<{ readonly file: TraceFile; readonly tokens: readonly (readonly number[])[] }> => {
  const options = { length: 16, rows: 2, seed: 4, backend: "host", trace: "stage" } as const;
  const result = await sample(sampler, model as Model, options);
  const films = [0, 1].map((row) => filmOf(result.trace, row, { title: "", prompt: [], names }));
  const text = traceJson(result.trace, films, {
    sampler: "arpc",
    program: sampler,
    model: "cats",
    process: "absorbing",
    vocabulary: model.symbols.length,
    seed: 4,
    length: 16,
    result,
  });
  return { file: JSON.parse(text), tokens: result.rows.map((row) => row.tokens) };
};

json("holds what repeats it: program, seed, length, and the tokens that came out", async () => {
  const { file, tokens } = await traced();
  const program = fromJson(file.program);
  if (!isRight(program)) { throw new Error("the program does not read back"); }
  const again = await sample(program.right, model as Model, { length: file.length, rows: 2, seed: file.seed });
  assert.equal(again.rows.map((row) => row.tokens), tokens);
  assert.equal(file.result!.rows.map((row) => row.tokens), tokens);
});
json("holds each row's moments and the sign of every token in them", async () => {
  const { file, tokens } = await traced();
  file.moments.forEach((moments, row) => {
    assert.equal(moments.map(({ label }) => label), ["noise", "1/2", "2/2", "commit", "noise", "1/2", "2/2", "commit"]);
    const ends = moments.filter(({ label }) => label === "commit").flatMap(({ cells }) => cells);
    assert.equal(ends.map(({ token }) => token), tokens[row]);
    for (const { token } of moments.flatMap(({ cells }) => cells)) { assert.is(file.signs[token], names.sign(token)); }
  });
});
json("holds the events of a run, and its result once", async () => {
  const { file } = await traced();
  assert.is(file.events.filter(({ _tag }) => _tag === "Committed").length, 4);
  assert.not.ok(file.events.some(({ _tag }) => _tag === "Ended"));
  assert.not.ok("trace" in file.result!);
});
json.run();
