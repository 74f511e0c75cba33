import { suite } from "uvu";
import * as assert from "uvu/assert";
import { arpc, autoregressive, blockAncestral, random, sequence, type Stop } from "../../../dsl/mod.ts";
import { type BackendName, type Result, type RowInput, sample, stream, userModel } from "../../../runtime/mod.ts";

const EOS = 1;
const PAD = 0;

/** Says `eos` at position 5 for sure, and never elsewhere; `pad` is as likely as any other token. */
const model = (process: "absorbing" | "uniform", at = 5) =>
  userModel({
    process,
    vocabulary: 4,
    prediction: "loo",
    eos: EOS,
    pad: PAD,
    predict: ({ noisy, start }) =>
      Array.from(noisy, (_, i) => start + i === at ? [-1e6, 0, -1e6, -1e6] : [-1e6, -1e6, 0, 0]),
  });

const go = async (
  stop: Stop,
  rows: readonly RowInput[],
  process: "absorbing" | "uniform" = "absorbing",
  backend: BackendName = "host",
) =>
  (await sample(blockAncestral({ size: 4, steps: 2, stop }), model(process), { length: 16, rows, backend, seed: 1 }))
    .rows;

const end: Stop = { afterEos: "end" };
const goOn: Stop = { afterEos: "continue" };
const stops = suite("when a row stops");

for (const process of ["absorbing", "uniform"] as const) {
  stops(`end: behind the end token is padding, and nothing more is spent: ${process}`, async () => {
    const [row] = await go(end, [{}], process);
    assert.is(row!.tokens[5], EOS);
    assert.ok(row!.tokens.slice(0, 5).every((token) => token === 2 || token === 3));
    assert.ok(row!.tokens.slice(6).every((token) => token === PAD));
    assert.equal([row!.ended, row!.nfe], ["eos", 4]);
  });

  stops(`continue: the rest of the block is padding, later blocks start from it and go on: ${process}`, async () => {
    const [row] = await go(goOn, [{}], process);
    assert.equal(row!.tokens.slice(5, 8), [EOS, PAD, PAD]);
    assert.equal([row!.ended, row!.nfe], ["eos", 8]);
    // A masked model keeps what is visible: padding. A uniform one is free to change its mind.
    const later = row!.tokens.slice(8);
    assert.ok(later.every((token) => process === "absorbing" ? token === PAD : token >= 2));
  });
}

stops("an end token inside the prompt, or in a given pattern, does not stop a row", async () => {
  const rows = await go(end, [{ prompt: [2, EOS, 3] }, { infill: [null, EOS, null, null, EOS] }], "absorbing");
  for (const row of rows) {
    assert.is(row.tokens[5], EOS);
    assert.is(row.nfe, 4);
    assert.ok(row.tokens.slice(6).every((token) => token === PAD));
  }
  const [whole] = await go(end, [{ prompt: [2, 2, 2, 2, 2, EOS] }]);
  assert.equal([whole!.ended, whole!.nfe], ["length", 6]);
  assert.ok(whole!.tokens.slice(6).every((token) => token >= 2));
});

stops("frozen tokens behind the end token survive", async () => {
  for (const stop of [end, goOn]) {
    const infill = Array.from({ length: 16 }, (_, i) => (i === 7 || i === 9 || i === 15 ? 3 : null));
    const [row] = await go(stop, [{ infill }]);
    assert.equal([7, 9, 15].map((i) => row!.tokens[i]), [3, 3, 3], stop.afterEos);
    assert.equal([row!.tokens[6], row!.tokens[8]], [PAD, PAD], stop.afterEos);
  }
});

stops("rows stop by themselves: neighbours go on", async () => {
  const rows = await go(end, [{}, { prompt: [2, 2, 2, 2, 2, 2] }, {}]);
  assert.equal(rows.map(({ ended }) => ended), ["eos", "length", "eos"]);
  assert.equal(rows.map(({ nfe }) => nfe), [4, 6, 4]);
});

stops("the program's own tokens go before the model's, and without a pad the end token is one", async () => {
  const own = await sample(
    blockAncestral({ size: 4, steps: 1, stop: { eos: 3, pad: 2, afterEos: "end" } }),
    userModel({
      process: "absorbing",
      vocabulary: 4,
      predict: ({ noisy }) => Array.from(noisy, () => [-9e5, -9e5, -9e5, 0]),
    }),
    { length: 8, backend: "host" },
  );
  assert.equal(own.rows[0]!.tokens, [3, 2, 2, 2, 2, 2, 2, 2]);
  const bare = await sample(
    autoregressive({ stop: { eos: 3, afterEos: "end" } }),
    userModel({
      process: "uniform",
      vocabulary: 4,
      predict: ({ noisy }) => Array.from(noisy, () => [-9e5, -9e5, -9e5, 0]),
    }),
    { length: 3, backend: "host" },
  );
  assert.equal(bare.rows[0]!.tokens, [3, 3, 3]);
});

stops("a row that ended in the first sampler of a sequence stays ended in the second", async () => {
  const both = sequence(autoregressive({ upTo: 8, stop: end }), blockAncestral({ size: 4, steps: 2, stop: end }));
  const { rows } = await sample(both, model("absorbing"), { length: 16, backend: "host" });
  assert.equal([rows[0]!.nfe, rows[0]!.ended], [6, "eos"]);
  assert.ok(rows[0]!.tokens.slice(6).every((token) => token === PAD));
});

stops("it is the same on a device, and with a corrector that re-noises the end token on the way", async () => {
  assert.equal(await go(end, [{}], "uniform", "webasm"), await go(end, [{}], "uniform"));
  const corrected = arpc({ size: 4, steps: 3, by: random, stop: end });
  const { rows } = await sample(corrected, model("uniform"), { length: 16, backend: "host" });
  assert.equal([rows[0]!.tokens[5], rows[0]!.ended, rows[0]!.nfe], [EOS, "eos", 6]);
});

for (const stop of [end, goOn]) {
  stops(`what is streamed is what the result holds: ${stop.afterEos}`, async () => {
    const streamed: number[] = [];
    let result: Result | undefined;
    const program = blockAncestral({ size: 4, steps: 2, stop });
    for await (const event of stream(program, model("absorbing"), { length: 16, seed: 1, backend: "host" })) {
      if (event._tag === "Committed") { streamed.splice(event.start, event.tokens.length, ...event.tokens); }
      if (event._tag === "Ended" && event.result._tag === "Right") { result = event.result.right; }
    }
    assert.equal(streamed, result?.rows[0]?.tokens);
    assert.is(streamed.length, 16);
  });
}

stops.run();
