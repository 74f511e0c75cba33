import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ar, arpc, blocks, open, type Program, repeat, sequence } from "../../../dsl/mod.ts";
import {
  type Backend,
  type BackendName,
  hostBackend,
  type Logits,
  type Model,
  type Session,
  type Tokenizer,
  userModel,
} from "../../../runtime/mod.ts";
import { assertFailure, failureOf } from "../../support/failures.ts";
import { models } from "../../support/programs.ts";

/** ARPC on two rows with blocks of 2: it predicts and verifies, so that both can fail. */
const program = arpc({ size: 2, steps: 2, by: ar.nll }) as Program;
const options = { length: 6, rows: 2 } as const;
const V = 3;
const flat = (length: ArrayLike<number>): number[][] => Array.from(length, () => new Array<number>(V).fill(0));

const withSession = (session: Partial<Session>): Model => {
  const base = userModel({
    process: "uniform",
    vocabulary: V,
    predict: ({ noisy }) => flat(noisy),
    verify: ({ draft }) => flat(draft),
  });
  return { ...base, open: async (batch) => ({ ...await base.open(batch), ...session }) };
};
const logits = (values: Float32Array, positions = 2, width = V): Logits => ({ values, positions, width });
const zeros = (numbers: number) => new Float32Array(numbers);

const failures = suite("a model that fails ends the run in a sentence");

failures("logits of the wrong shape, from a function of one row", async () => {
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [[[0, 0, 0]], /the logits of predict for row 0 as it must be 2 x 3 .*: found 1 positions/],
    [[[0, 0], [0, 0]], /found 2 numbers at 0/],
    [new Float32Array(5), /found 5 numbers/],
    [undefined, /found undefined/],
    [null, /found object/],
  ];
  for (const [answer, sentence] of cases) {
    const model = userModel({
      process: "uniform",
      vocabulary: V,
      predict: () => answer as never,
      verify: ({ draft }) => flat(draft),
    });
    assertFailure(await failureOf(program, model, options), "WrongShape", sentence);
  }
});

failures("logits of the wrong shape, from a session", async () => {
  for (
    const [wrong, found] of [
      [logits(zeros(12), 1), "12 numbers, 1 positions, width 3"],
      [logits(zeros(12), 2, 2), "12 numbers, 2 positions, width 2"],
      [logits(zeros(11)), "11 numbers, 2 positions, width 3"],
    ] as const
  ) {
    const predict = await failureOf(program, withSession({ predict: () => wrong }), options);
    assertFailure(
      predict,
      "WrongShape",
      new RegExp(`the logits of predict .*\\[2, >= 2, >= 3\\]: found \\[${found}\\]`),
    );
    const verify = await failureOf(program, withSession({ verify: () => Promise.resolve(wrong) }), options);
    assertFailure(verify, "WrongShape", /the logits of verify/);
  }
});

for (const backend of ["host", "webasm"] as const satisfies readonly BackendName[]) {
  failures(`logits that are not finite: ${backend}`, async () => {
    for (const [found, text] of [[NaN, "NaN"], [Infinity, "Infinity"], [-Infinity, "-Infinity"]] as const) {
      const bad = zeros(12);
      bad[10] = found;
      const predict = await failureOf(program, withSession({ predict: () => logits(bad) }), { ...options, backend });
      assert.equal(predict, { _tag: "NotFinite", stage: "predict", row: 1, position: 1, token: 1, found: text });
      const verify = await failureOf(program, withSession({ verify: () => logits(bad) }), { ...options, backend });
      assertFailure(
        verify,
        "NotFinite",
        new RegExp(`verify must return finite logits: found ${text} at row 1, position 1, token 1`),
      );
    }
  });
}

failures("a mask column, or padding behind the positions, may hold anything", async () => {
  const values = new Float32Array(2 * 3 * 5).fill(NaN);
  for (const row of [0, 1]) {
    for (const position of [0, 1]) { values.fill(0, (row * 3 + position) * 5, (row * 3 + position) * 5 + V); }
  }
  const padded = withSession({ predict: () => logits(values, 3, 5), verify: () => logits(values, 3, 5) });
  try {
    await failureOf(program, padded, options);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), "the run should fail");
  }
});

failures("a model that throws or rejects, in predict, verify, open and close", async () => {
  const thrown = () => {
    throw new Error("out of paper");
  };
  const rejected = () => Promise.reject(new Error("out of paper"));
  for (const fail of [thrown, rejected]) {
    for (const stage of ["predict", "verify", "close"] as const) {
      const error = await failureOf(program, withSession({ [stage]: fail }), options);
      assert.equal(error, { _tag: "ModelFailed", stage, reason: "out of paper" });
    }
    const closed: Model = { ...models.uniform, open: fail };
    assertFailure(await failureOf(program, closed, options), "ModelFailed", /the model failed in open: out of paper/);
  }
  const nothing = await failureOf(program, withSession({ predict: () => undefined as never }), options);
  assert.is(nothing._tag, "ModelFailed");
});

failures("what a model throws with a tag that no error of a run has is a reason like any other", async () => {
  for (const thrown of [{ _tag: "MadeUp", reason: "?" }, { _tag: "toString" }, { _tag: 3 }]) {
    const throwing = withSession({
      predict: () => {
        throw thrown;
      },
    });
    assertFailure(await failureOf(program, throwing, options), "ModelFailed", /failed in predict/);
  }
});

failures("a tokenizer that throws, reading a prompt or writing a text", async () => {
  const torn = () => {
    throw new Error("torn page");
  };
  const whole: Tokenizer = {
    encode: (text) => ({ tokens: Array.from(text, () => 1) }),
    decode: (tokens) => `${tokens}`,
  };
  const reading = { ...withSession({}), tokenizer: { ...whole, encode: torn } };
  const prompted = { length: 6, rows: [{ prompt: "one" }] };
  assert.equal(await failureOf(program, reading, prompted), {
    _tag: "ModelFailed",
    stage: "encode",
    reason: "torn page",
  });
  assertFailure(
    await failureOf(program, { ...withSession({}), tokenizer: { ...whole, decode: torn } }, options),
    "ModelFailed",
    /the model failed in decode: torn page/,
  );
});

failures("a program that is none, for those who have no compiler", async () => {
  const begun = ((start: unknown) => start) as unknown as Program;
  assertFailure(
    await failureOf(begun, withSession({}), options),
    "WrongShape",
    /one that begins with pipe\(open, \.\.\.\)/,
  );
  assert.throws(
    () => blocks(4, begun as never),
    /^the body of blocks must be a program: begin with pipe\(open, \.\.\.\)$/,
  );
  assert.throws(() => sequence(begun as never), /^a program of a sequence must be a program/);
  assert.throws(() => repeat(2, open as never), /^a step must be a function: begin with flow\(from\.noisy, \.\.\.\)$/);
});

failures("whatever happens, a session that was opened is closed once", async () => {
  let [opened, closed] = [0, 0];
  const counting = (session: Partial<Session>): Model => {
    const model = withSession({ ...session, close: () => void closed++ });
    return { ...model, open: (batch) => (opened++, model.open(batch)) };
  };
  for (const session of [{}, { predict: () => logits(zeros(1)) }, { verify: () => Promise.reject(new Error("no")) }]) {
    try {
      await failureOf(program, counting(session), options);
    } catch { /* the first one does not fail */ }
  }
  assert.is(closed, opened);
  assert.is(opened, 5);
});

failures("a backend that fails in the middle of a run ends it as data, and its session is closed", async () => {
  let closed = 0;
  const opened = withSession({ close: () => void closed++ });
  const lost: Backend = { ...hostBackend, evaluate: () => Promise.reject(new Error("device lost")) };
  const error = await failureOf(program, opened, { ...options, backend: lost });
  assertFailure(error, "BackendFailed", /^Cannot go on as host failed in the middle of the run \(device lost\)/);
  assert.is(closed, 2);
});

failures.run();
