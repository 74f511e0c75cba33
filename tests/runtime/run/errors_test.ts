import * as E from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  describeCodecError,
  fromJson,
  type Program,
  program,
  toJson,
} from "../../../dsl/mod.ts";
import { BlockgenError, type Model, type RunOptions, sample, userModel } from "../../../runtime/mod.ts";
import { assertFailure, failureOf } from "../../support/failures.ts";
import { models, samplers } from "../../support/programs.ts";

const plain = blockAncestral({ size: 4, steps: 2 });
const corrected = arpc({ size: 4, steps: 2, by: ar.nll }) as Program;
const oracle = models.absorbing;
const fails = (options: RunOptions, program: Program = plain, model: Model = oracle) =>
  failureOf(program, model, options);
const limited = userModel({
  process: "absorbing",
  vocabulary: 3,
  maximumLength: 8,
  predict: ({ noisy }) => Array.from(noisy, () => [0, 0, 0]),
});

const errors = suite("a run that cannot start says why");

errors("JSON that is no program is refused as data, before any run", () => {
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [{ version: 1, nodes: [{ _tag: "Fly" }] }, /nodes\[0\]/],
    [{ version: 2, nodes: [] }, /version must be 1: found 2/],
    ["a text", /./],
    [{ version: 1, nodes: [{ _tag: "Repeat", times: "often", body: [] }] }, /times/],
  ];
  for (const [json, sentence] of cases) {
    const read = fromJson(json);
    assert.ok(E.isLeft(read), JSON.stringify(json));
    assert.match(E.isLeft(read) ? describeCodecError(read.left) : "", sentence);
  }
});

errors("a program from JSON is checked against the model when it runs", async () => {
  const json = toJson(corrected);
  const read = E.isRight(json) ? fromJson(JSON.parse(JSON.stringify(json.right))) : json;
  assert.ok(E.isRight(read));
  const mute = userModel({ process: "absorbing", vocabulary: 3, predict: () => [] });
  assertFailure(
    await fails({ length: 4 }, (read as E.Right<Program>).right, mute),
    "Mismatch",
    /cannot do arVerify, which verify needs/,
  );
  const loose = program([{ _tag: "Noise" }]) as Program;
  assertFailure(await fails({ length: 4 }, loose), "Mismatch", /noise works on a block, and there is none here/);
});

errors("knobs out of range", async () => {
  const cases: readonly (readonly [Program, RegExp])[] = [
    [blockAncestral({ size: 4, steps: 0 }), /steps of denoise must be .*: found 0/],
    [blockAncestral({ size: 4, steps: 1.5 }), /steps of denoise must be .*: found 1.5/],
    [blockAncestral({ size: 0, steps: 2 }), /size of blocks must be .*: found 0/],
    [blockAncestral({ size: 4, steps: 2, temperature: -1 }), /temperature of shape must be .*: found -1/],
    [blockAncestral({ size: 4, steps: 2, temperature: NaN }), /found NaN/],
    [
      autoregressive({ stop: { eos: 99, afterEos: "end" } }),
      /eos of blocks must be a whole number from 0 to \d+ .*: found 99/,
    ],
    [autoregressive({ stop: { afterEos: "end" } }), /this model names none: give stop an eos/],
    [autoregressive({ temperature: -2 }), /temperature of shape must be/],
  ];
  for (const [wrong, sentence] of cases) { assertFailure(await fails({ length: 8 }, wrong), "Mismatch", sentence); }
});

errors("lengths, rows, seeds and samples out of range", async () => {
  for (const length of [0, -3, 1.5, NaN]) {
    assertFailure(
      await fails({ length }),
      "OutOfRange",
      new RegExp(`the length must be a whole number >= 1: found ${length}`),
    );
  }
  for (const rows of [0, -1, 2.5, NaN]) {
    assertFailure(await fails({ length: 4, rows }), "OutOfRange", /the number of rows must be a whole number >= 1/);
  }
  assertFailure(await fails({ length: 4, rows: [] }), "OutOfRange", /the number of rows .*: found 0/);
  for (const seed of [-1, 1e300, 0.5, NaN]) {
    assertFailure(
      await fails({ length: 4, seed }),
      "OutOfRange",
      /the seed must be a whole number from 0 to 2\^53 - 1/,
    );
    assertFailure(await fails({ length: 4, rows: [{ seed }] }), "OutOfRange", /the seed/);
  }
  assertFailure(await fails({ length: 4, rows: [{ sample: -1 }] }), "OutOfRange", /the sample id must be/);
});

errors("several mistakes are all said at once", async () => {
  const error = await fails({ length: 8 }, blockAncestral({ size: 4, steps: 0, temperature: -1 }));
  assert.ok(error._tag === "Mismatch" && error.problems.length === 3);
});

errors("a program for the other noise", async () => {
  for (const name of ["ReMDM-conf", "LLaDA2.1"]) {
    const on = { ...models.uniform, abilities: { ...models.uniform.abilities, rawAtVisible: false } };
    assertFailure(await fails({ length: 8 }, samplers[name]!.program, on), "Mismatch", /this model cannot do/);
  }
  assertFailure(
    await fails({ length: 8 }, samplers["ReMDM-conf"]!.program, models.uniform),
    "Mismatch",
    /cannot do absorbing, which posterior and masked in posterior need: it was trained on uniform noise/,
  );
});

errors("prompts: empty, unknown characters, unknown tokens, too long", async () => {
  for (const prompt of ["", []]) {
    assertFailure(
      await fails({ length: 4, rows: [{}, { prompt }] }),
      "EmptyPrompt",
      /row 1 from an empty prompt: leave the prompt out/,
    );
  }
  const unknown = await fails({ length: 8, rows: [{ prompt: "ab#" }] });
  assertFailure(unknown, "UnknownCharacter", /row 0 as the model has no token for "#" \(character 2\)/);
  assertFailure(await fails({ length: 8, rows: [{ infill: "a_#" }] }), "UnknownCharacter", /"#" \(character 2\)/);
  for (const token of [-1, 99, 0.5, NaN]) {
    assertFailure(
      await fails({ length: 4, rows: [{ prompt: [0, token] }] }),
      "UnknownToken",
      /its token at 1 must be a whole number from 0 to \d+/,
    );
    assertFailure(await fails({ length: 4, rows: [{ infill: [null, token] }] }), "UnknownToken", /its token at 1/);
  }
  assertFailure(
    await fails({ length: 3, rows: [{ prompt: [0, 1, 2, 0] }] }),
    "TooLong",
    /the fixed text of row 0 must be at most 3 tokens: found 4/,
  );
  const bare = userModel({ process: "absorbing", vocabulary: 3, predict: () => [] });
  assertFailure(
    await fails({ length: 3, rows: [{ prompt: "ab" }] }, plain, bare),
    "WrongShape",
    /as this model has no tokenizer: found text/,
  );
});

errors("a row or a block longer than the model, or of a size that it does not serve", async () => {
  assertFailure(
    await fails({ length: 9 }, plain, limited),
    "TooLong",
    /the length must be at most 8 tokens: found 9/,
  );
  const inside = { ...limited, abilities: { ...limited.abilities, blockSizes: [2, 4] } };
  assertFailure(
    await fails({ length: 8 }, blockAncestral({ size: 8, steps: 2 }), inside),
    "Mismatch",
    /this model cannot do blocks of 8: it serves 2, 4/,
  );
  const wide = blockAncestral({ size: 16, steps: 2 });
  assertFailure(await fails({ length: 8 }, wide, inside), "Mismatch", /the length leaves a last block of 8/);
  assertFailure(await fails({ length: 7 }, plain, inside), "Mismatch", /the length leaves a last block of 3/);
});

errors("a backend that is not there", async () => {
  const error = await fails({ length: 4, backend: "webgl2" });
  assertFailure(error, "BackendUnavailable", /Cannot run on webgl2 here .*: choose one of .*webasm.*host/);
  const unknown = await fails({ length: 4, backend: "abacus" as "cpu" });
  assertFailure(unknown, "BackendUnavailable", /Cannot run on abacus here/);
});

errors("the promise API throws one class that carries the same data and sentence", async () => {
  try {
    await sample(plain, oracle, { length: 0, backend: "host" });
    assert.unreachable();
  } catch (thrown) {
    assert.instance(thrown, BlockgenError);
    assert.is((thrown as BlockgenError).error._tag, "OutOfRange");
    assert.is((thrown as BlockgenError).message, "Cannot run as the length must be a whole number >= 1: found 0");
  }
});

errors.run();
