import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Model, PredictRequest } from "../../../runtime/model.ts";
import { type BlockLogits, userModel } from "../../../runtime/models/mod.ts";

const user = suite("user model");
const request: PredictRequest = {
  rows: [4, 7],
  context: [Int32Array.of(1, 0), new Int32Array()],
  noisy: [Int32Array.of(2, 1), Int32Array.of(2)],
  start: [2, 0],
  alpha: [0.5, 0.25],
  frozen: [Uint8Array.of(0, 1), Uint8Array.of(0)],
  conditional: true,
  previous: null,
};
const answering = (logits: BlockLogits | Promise<BlockLogits>) =>
  userModel({ process: "absorbing", vocabulary: 2, predict: () => logits }).open({ rows: 8, length: 4 });
const one = { ...request, rows: [4], context: [new Int32Array()], noisy: [Int32Array.of(2, 1)], start: [0] };

user("every row gets its own request, and shorter rows are padded", async () => {
  const seen: unknown[] = [];
  const model = userModel({
    process: "absorbing",
    vocabulary: 2,
    predict: ({ context, noisy, start, alpha, frozen }) => {
      seen.push([...context, start, alpha, ...frozen]);
      return Array.from(noisy, (token, i) => [token, i, 99]);
    },
  });
  const logits = await (await model.open({ rows: 8, length: 4 })).predict(request);
  assert.equal(seen, [[1, 0, 2, 0.5, 0, 1], [0, 0.25, 0]]);
  assert.equal(logits, { values: Float32Array.of(2, 0, 1, 1, 2, 0, 0, 0), positions: 2, width: 2 });
});

user("flat logits, a mask column and promises are read alike", async () => {
  const expected = [1, 2, 3, 4];
  const same = [
    [[1, 2], [3, 4]],
    [[1, 2, 9], [3, 4, 9]],
    Float32Array.of(1, 2, 3, 4),
    Float64Array.of(1, 2, 9, 3, 4, 9),
  ];
  for (const logits of [...same, Promise.resolve(same[0])]) {
    const session = await answering(logits);
    assert.equal([...(await session.predict(one)).values], expected);
  }
});

user("a wrong shape is a tagged error that says what was found", async () => {
  const wrong: [unknown, string][] = [
    [[[1, 2]], "1 positions"],
    [[[1, 2], [1]], "1 numbers at 1"],
    [[[1, 2], undefined], "no numbers at 1"],
    [Float32Array.of(1, 2, 3), "3 numbers"],
    [undefined, "undefined"],
  ];
  for (const [logits, found] of wrong) {
    const session = await answering(logits as BlockLogits);
    try {
      await session.predict(one);
      assert.unreachable();
    } catch (error) {
      assert.equal(error, {
        _tag: "WrongShape",
        what: "the logits of predict for row 4",
        want: "2 x 2 (or 3) numbers",
        found,
      });
    }
  }
});

user("verify makes the ability, for the check and for the compiler", async () => {
  const able: Model<"uniform" | "rawAtVisible" | "arVerify"> = userModel({
    process: "uniform",
    vocabulary: 2,
    predict: ({ noisy }) => Array.from(noisy, () => [0, 0]),
    verify: ({ draft, noise }) => Array.from(draft, (token, i) => [token, noise[i]]),
  });
  assert.ok(able.abilities.arVerify && able.abilities.rawAtVisible);
  const session = await able.open({ rows: 1, length: 2 });
  const draft = {
    rows: [0],
    context: [new Int32Array()],
    draft: [Int32Array.of(1, 0)],
    start: [0],
    noise: [Int32Array.of(0, 1)],
  };
  assert.equal([...(await session.verify!(draft)).values], [1, 0, 0, 1]);

  const plain = userModel({ process: "absorbing", vocabulary: 2, predict: () => [] });
  // @ts-expect-error it has no verify
  const wrong: Model<"arVerify"> = plain;
  assert.is(wrong.abilities.arVerify, false);
  const open: unknown = (await plain.open({ rows: 1, length: 1 })).verify;
  assert.is(open, undefined);
});

user("previous logits arrive by position", async () => {
  const model = userModel({
    process: "uniform",
    vocabulary: 2,
    selfConditioning: true,
    predict: ({ noisy, previous }) => previous ?? Array.from(noisy, () => [0, 0]),
  });
  const previous = { values: Float32Array.of(0, 0, 0, 0, 0, 0, 5, 6, 7, 0, 0, 0), positions: 2, width: 3 };
  const logits = await (await model.open({ rows: 8, length: 4 })).predict({ ...request, previous });
  assert.equal([...logits.values], [0, 0, 0, 0, 5, 6, 0, 0]);
});

user.run();
