import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  alphaS,
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  blocks,
  budget,
  type Choice,
  commitBlock,
  correct,
  denoise,
  dist,
  draft,
  type Expression,
  finish,
  from,
  guide,
  guided,
  masked,
  negate,
  noise,
  type Noisy,
  open,
  type Per,
  posterior,
  predict,
  type Program,
  random,
  type Readable,
  repeat,
  score,
  select,
  sequence,
  shape,
  subtract,
  threshold,
  toLoo,
  top,
  write,
} from "../../../dsl/mod.ts";
import type { Model } from "../../../runtime/model.ts";
import { userModel } from "../../../runtime/models/mod.ts";
import { enumerated, farthest, jointOf } from "./support.ts";

const think = flow(from.noisy, predict());
const last = flow(think, finish());

/** A block of three tokens, so many steps of one kind. */
const sampler = <C>(each: (start: Noisy) => Program<{ readonly block: "noisy" }, C>, steps = 4) =>
  blocks(3, pipe(open, noise(), denoise(steps, { each, last }), commitBlock()));

const absorbing = jointOf(7, { process: "absorbing", vocabulary: 2, length: 3 }).model;
const uniform = jointOf(7, { process: "uniform", vocabulary: 2, length: 3 }).model;
const uniformFull = jointOf(7, { process: "uniform", vocabulary: 2, length: 3, prediction: "full" }).model;

const equal = async (a: Program, b: Program, model = absorbing, tolerance = 1e-12) => {
  const [p, q] = [await enumerated(a, model, { length: 3 }), await enumerated(b, model, { length: 3 })];
  assert.ok(farthest(p.distribution, q.distribution) < tolerance, `off by ${farthest(p.distribution, q.distribution)}`);
};

const laws = suite("laws of samplers, exactly");

laws("probabilities add up to 1 and nothing is left unresolved", async () => {
  for (const model of [absorbing, uniform, uniformFull]) {
    const { distribution, unresolved } = await enumerated(arpc({ size: 3, steps: 3, by: ar.nll }), model, {
      length: 3,
    });
    assert.ok(Math.abs([...distribution.values()].reduce((a, b) => a + b, 0) - 1) < 1e-12);
    assert.is(unresolved, 0);
  }
});

laws("law L6: correcting by independent random picks is re-masking at rate 1 - alphaS", async () => {
  const bernoulli = flow(think, correct({ by: random, pick: threshold(alphaS) }));
  const remasking = flow(think, posterior({ remask: subtract(1, alphaS) }));
  await equal(sampler(bernoulli), sampler(remasking));
});

laws(
  "law L6: unmasking a random position a step, one token at a time, is the same for any order of the truth",
  async () => {
    const { truth, model } = jointOf(8, { process: "absorbing", vocabulary: 2, length: 3 });
    const atRandom = flow(think, draft(), score(random), select(top(1, masked)), write());
    const { distribution } = await enumerated(sampler(atRandom, 3), model, { length: 3 });
    assert.ok(farthest(distribution, truth) < 1e-12);
  },
);

laws("law L6: a threshold that nothing reaches, and a budget of 0, choose the best position alone", async () => {
  const by = (pick: Choice<"dist">) =>
    sampler(flow(think, draft(), score(negate(dist.entropy)), select(pick), write()), 3);
  await equal(by(top(1, masked)), by(threshold(7, { minimum: 1, among: masked })));
  await equal(by(top(1, masked)), by(budget(0, dist.entropy, { among: masked })));
});

laws("law L9: neutral stages change nothing", async () => {
  const plain = sampler(flow(think, posterior()));
  await equal(plain, sampler(flow(think, shape({ temperature: 1, topK: 2, topP: 1 }), posterior())));
  await equal(plain, sampler(flow(think, guide(0), posterior())));
  await equal(plain, sampler(flow(think, repeat(0, flow(think, posterior())), predict(), posterior())));
  await equal(
    plain,
    sampler(
      flow(from.noisy, guided({ every: 1, after: 9 }, flow(think, correct({ by: random })), flow(think, posterior()))),
    ),
  );
});

laws("a full prediction turned leave-one-out samples as one that was", async () => {
  const plain = sampler(flow(think, posterior()));
  const turned = sampler(flow(think, toLoo(), posterior()));
  const [a, b] = [
    await enumerated(plain, uniform, { length: 3 }),
    await enumerated(turned, uniformFull, { length: 3 }),
  ];
  const direct = await enumerated(plain, uniformFull, { length: 3 });
  const assumed = await enumerated(sampler(flow(think, posterior({ assume: "loo" }))), uniformFull, { length: 3 });
  // The last step reads the full prediction as it is, which is right too: only the last draws differ in their formula.
  assert.ok(farthest(b.distribution, a.distribution) < 1e-12);
  assert.ok(farthest(direct.distribution, a.distribution) < 1e-12);
  assert.ok(farthest(assumed.distribution, a.distribution) > 1e-3);
  const taken = await enumerated(sampler(flow(think, toLoo({ assume: "loo" }), posterior())), uniformFull, {
    length: 3,
  });
  assert.ok(farthest(taken.distribution, assumed.distribution) < 1e-12);
});

laws(
  "a model is told the size of the program's blocks, as run tells it, also where a cut end leaves less",
  async () => {
    const told: (number | undefined)[] = [];
    const flat = userModel({
      process: "uniform",
      vocabulary: 2,
      predict: ({ noisy }) => Array.from(noisy, () => [0, 0]),
    });
    const listening: Model = {
      ...flat,
      open: async (batch) => {
        const session = await flat.open(batch);
        return { predict: (request) => (told.push(request.block), session.predict(request)) };
      },
    };
    const of = (size: number | "sequence") => blocks(size, pipe(open, noise(), predict(), finish(), commitBlock()));
    await enumerated(of(2), listening, { length: 3 });
    assert.equal([...new Set(told)], [2]);
    told.length = 0;
    await enumerated(of("sequence"), listening, { length: 3 });
    assert.equal([...new Set(told)], [undefined]);
  },
);

laws("law L7: frozen positions keep their token", async () => {
  const row = { infill: [null, 1, null] };
  for (const by of [random, ar.nll, dist.entropy]) {
    const { distribution } = await enumerated(arpc({ size: 3, steps: 3, by }), uniform, { length: 3, row });
    assert.ok([...distribution.keys()].every((key) => key.split(",")[1] === "1"));
  }
});

laws("law L11: ARPC costs 2N - 1 a block with AR scores and N without", async () => {
  const nfe = async (
    by: Expression<Readable, Per>,
  ) => [...(await enumerated(arpc({ size: 3, steps: 4, by }), uniform, { length: 3 })).nfe.keys()];
  assert.equal(await nfe(ar.nll), [7]);
  assert.equal(await nfe(random), [4]);
});

laws("an end token ends the row; what is behind it is padding and costs nothing", async () => {
  const stop = { eos: 1, pad: 0, afterEos: "end" } as const;
  const { distribution, nfe } = await enumerated(autoregressive({ stop }), absorbing, { length: 3 });
  assert.equal([...distribution.keys()].sort(), ["0,0,0", "0,0,1", "0,1,0", "1,0,0"]);
  assert.equal([...nfe.keys()].sort(), [1, 2, 3]);
  assert.ok(Math.abs(distribution.get("1,0,0")! - nfe.get(1)!) < 1e-15);
});

laws("a row that goes on after its end token starts its later blocks from padding", async () => {
  const stop = { eos: 1, pad: 0, afterEos: "continue" } as const;
  const masks = await enumerated(autoregressive({ stop }), absorbing, { length: 3 });
  assert.equal([...masks.distribution.keys()].sort(), ["0,0,0", "0,0,1", "0,1,0", "1,0,0"]);
  assert.equal([...masks.nfe.keys()], [3]);
  const tokens = await enumerated(autoregressive({ stop }), uniform, { length: 3 });
  assert.is(tokens.distribution.size, 8);
});

laws("left to right and in blocks of one are the same for programs in sequence", async () => {
  const halves = sequence(autoregressive({ upTo: 2 }), autoregressive());
  await equal(halves, autoregressive());
  await equal(sequence(autoregressive({ upTo: 1 }), blockAncestral({ size: 1, steps: 2 })), autoregressive());
});

laws.run();
