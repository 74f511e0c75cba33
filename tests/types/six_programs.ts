/**
 * The six programs that judged the slots before anything else was built (design, section 3). They must type-check; the
 * checks at the end say which abilities the compiler finds in them.
 */
import { flow, pipe } from "fp-ts/lib/function.js";
import * as b from "../../dsl/mod.ts";
import { blocks, commitBlock, denoise, finish, from, noise, open, predict, shape, until } from "../../dsl/mod.ts";

const think = flow(from.noisy, predict(), shape({ temperature: 0.7 }));

/** ARPC: draft, verify, re-noise the highest AR negative log-likelihoods (BlockGen, 2606.02241). */
export const arpc = blocks(
  16,
  pipe(
    open,
    noise(),
    denoise(8, { each: flow(think, b.correct({ by: b.ar.nll })), last: flow(think, finish()) }),
    commitBlock(),
  ),
);

/** ReMDM-conf: visible tokens are masked again, the less sure they were when revealed the likelier (2503.00307). */
const most = b.minimum(1, b.divide(b.subtract(1, b.alphaS), b.maximum(b.alphaT, 1e-9)));
const visible = b.multiply(b.not(b.masked), b.not(b.frozen));
const weight = b.exp(b.negate(b.memory("reveal")));
const share = b.divide(b.multiply(visible, weight), b.maximum(b.sum(weight, visible), 1e-9));
export const remdmConf = blocks(
  "sequence",
  pipe(
    open,
    noise(),
    denoise(128, {
      each: flow(think, b.posterior({ remask: b.multiply(share, most), reveal: "reveal" })),
      last: flow(think, finish()),
    }),
    commitBlock(),
  ),
);

/** DiffusionGemma: keep the drafts within an entropy budget, redraw the rest, until the argmax is stable and sure. */
const cooling = b.add(0.4, b.divide(b.multiply(0.4, b.subtract(48, b.step)), 48));
const stableAndSure = b.multiply(
  b.equal(b.smallest(b.memory("same"), b.not(b.frozen)), 1),
  b.less(b.mean(b.memory("entropy"), b.not(b.frozen)), 0.005),
);
const gemmaStep = flow(
  flow(from.noisy, predict({ self: true }), shape({ temperature: cooling })),
  b.fragment(flow(
    from.predicted,
    b.remember("same", b.equal(b.add(b.dist.argmax, 1), b.memory("argmax"))),
    b.remember("argmax", b.add(b.dist.argmax, 1)),
    b.remember("entropy", b.dist.entropy),
  )),
  b.draft({ of: "prediction" }),
  b.score(b.negate(b.dist.entropy)),
  b.select(b.except(b.budget(0.1, b.dist.entropy))),
  b.renoise(),
);
export const diffusionGemma = blocks(
  256,
  pipe(
    open,
    noise(),
    until(stableAndSure, { atMost: 48 }, gemmaStep),
    predict({ self: true }),
    finish({ pick: "argmax" }),
    commitBlock(),
  ),
);

/** LLaDA2.1: unmask what is sure (at least one), rewrite what the model has come to disagree with, until nothing changes. */
const sure = b.threshold(0.95, { minimum: 1, among: b.masked });
const edits = b.threshold(0.9, { among: b.multiply(b.not(b.masked), b.drafted.changed) });
const llada21Step = flow(
  from.noisy,
  predict({ visible: "raw" }),
  b.draft({ of: "prediction", pick: "argmax" }),
  b.remember("edited", b.multiply(b.drafted.changed, b.not(b.less(b.drafted.probability, 0.9)))),
  b.score(b.drafted.probability),
  b.select(b.anyOf(sure, edits)),
  b.write(),
);
const stable = b.equal(b.largest(b.memory("edited")), 0);
export const llada21 = blocks(
  32,
  pipe(
    open,
    noise(),
    until(b.equal(b.sum(b.masked), 0), { atMost: 32 }, llada21Step),
    until(stable, { atMost: 16 }, llada21Step),
    predict(),
    finish(),
    commitBlock(),
  ),
);

/** First-hitting: jump to the next reveal, unmask one random position there (2409.02908). */
export const firstHitting = blocks(
  16,
  pipe(
    open,
    noise(),
    denoise(16, {
      policy: "proportional",
      clock: b.firstHitting(),
      each: flow(think, b.draft(), b.score(b.random), b.select(b.top(1, b.masked)), b.write()),
      last: flow(think, finish()),
    }),
    commitBlock(),
  ),
);

/** Classifier-free guidance on ancestral sampling: two predictions a step (2412.10193). */
const guidedThink = flow(from.noisy, predict(), b.guide(1.5));
export const classifierFree = blocks(
  "sequence",
  pipe(
    open,
    noise(),
    denoise(64, { each: flow(guidedThink, b.posterior()), last: flow(guidedThink, finish()) }),
    commitBlock(),
  ),
);

type Expect<T extends true> = T;
type Equal<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;
/** The abilities that the compiler adds up; a line that stops compiling names the program. */
export type Checks = [
  Expect<Equal<b.Needs<typeof arpc>, "arVerify">>,
  Expect<Equal<b.Needs<typeof remdmConf>, "absorbing">>,
  Expect<Equal<b.Needs<typeof diffusionGemma>, "selfConditioning">>,
  Expect<Equal<b.Needs<typeof llada21>, "rawAtVisible">>,
  Expect<Equal<b.Needs<typeof firstHitting>, "absorbing">>,
  Expect<Equal<b.Needs<typeof classifierFree>, "unconditional">>,
];
