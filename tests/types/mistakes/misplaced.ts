import { flow, pipe } from "fp-ts/lib/function.js";
import * as b from "../../../dsl/mod.ts";

const think = flow(b.from.noisy, b.predict(), b.shape({ temperature: 0.7 }));
const last = flow(think, b.finish());

export const inline = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: shape reads dist, which no earlier stage has left
      each: flow(b.from.noisy, b.shape(), b.posterior()),
      last,
    }),
    b.commitBlock(),
  ),
);

// error: shape reads dist, which no earlier stage has left
export const inNamedFragment = flow(b.from.noisy, b.shape(), b.predict(), b.posterior());

export const inFragmentWithParameters = (temperature: number) =>
  // error: shape reads dist, which no earlier stage has left
  flow(b.from.noisy, b.shape({ temperature }), b.predict(), b.posterior());

export const flowInsideFlow = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: verify reads draft, which no earlier stage has left
      each: flow(b.from.noisy, flow(b.predict(), b.verify()), b.posterior()),
      last,
    }),
    b.commitBlock(),
  ),
);

export const anchoredFlowInsideFlow = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: verify reads draft, which no earlier stage has left
      each: flow(b.from.noisy, flow(b.from.noisy, b.predict(), b.verify()), b.posterior()),
      last,
    }),
    b.commitBlock(),
  ),
);

export const unanchored = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: shape reads dist, which no earlier stage has left
      each: flow(b.shape(), b.posterior()),
      last,
    }),
    b.commitBlock(),
  ),
);

export const afterSpending = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: shape reads dist, which no earlier stage has left
      each: flow(think, b.posterior(), b.shape()),
      last,
    }),
    b.commitBlock(),
  ),
);

export const insideANamedGroup = b.named(
  "group",
  // error: shape reads dist, which no earlier stage has left
  flow(b.from.noisy, b.shape(), b.predict(), b.posterior()),
);

const check = b.named("check", flow(b.from.draft, b.verify()));
export const aGroupTooEarly = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: check reads draft, which no earlier stage has left
      each: flow(think, check, b.posterior()),
      last,
    }),
    b.commitBlock(),
  ),
);

const piece = flow(b.from.draft, b.verify());
export const aFragmentTooEarly = b.blocks(
  16,
  pipe(
    b.open,
    b.noise(),
    b.denoise(8, {
      // error: the fragment reads draft, which no earlier stage has left
      each: flow(think, b.fragment(piece), b.posterior()),
      last,
    }),
    b.commitBlock(),
  ),
);

// error: score reads dist, which no earlier stage has left
export const scoreOfNothing = flow(b.from.noisy, b.score(b.dist.entropy), b.predict(), b.posterior());

export const scoreOfNoDraft = flow(
  b.from.predicted,
  // error: score reads ar, which no earlier stage has left
  b.score(b.divergence.kl),
  b.posterior(),
);

const sure = b.sum(b.less(0.9, b.dist.confidence));
/** Counts and limits may hang on the prediction. */
export const sureOnes = flow(
  think,
  b.draft(),
  b.score(b.dist.confidence),
  b.select(b.anyOf(b.top(sure, b.masked), b.threshold(b.mean(b.dist.entropy), { minimum: sure }))),
  b.write(),
);
export const hotWhereUnsure = flow(b.from.predicted, b.guide(b.mean(b.dist.entropy)), b.shape({ temperature: sure }));

export const quotaOfNothing = flow(
  b.from.noisy,
  b.score(b.index),
  // error: select reads dist, which no earlier stage has left
  b.select(b.top(sure)),
);

export const limitOfNoDraft = flow(
  b.from.predicted,
  b.score(b.index),
  // error: select reads draft, which no earlier stage has left
  b.select(b.threshold(0.5, { easing: b.mean(b.drafted.changed) })),
);

// error: shape reads ar, which no earlier stage has left
export const temperatureOfNothing = flow(b.from.draft, b.shape({ temperature: b.mean(b.ar.entropy) }));

// error: guide reads draft, which no earlier stage has left
export const scaleOfNothing = flow(b.from.predicted, b.guide(b.mean(b.drafted.changed)), b.posterior());

export const nothingBehindCorrect = flow(
  think,
  b.draft(),
  b.correct({ by: b.random }),
  // error: verify reads draft, which no earlier stage has left
  b.verify(),
);

// error: select reads score, which no earlier stage has left
export const selectOfNothing = flow(b.from.draft, b.select(b.top(1)), b.renoise());

// error: accept reads ar, which no earlier stage has left
export const acceptBeforeVerify = flow(b.from.draft, b.accept(), b.write());

// error: finish reads dist, which no earlier stage has left
export const finishOfNothing = flow(b.from.noisy, b.finish());
/** Only what is kept needs no prediction. */
export const kept = flow(b.from.noisy, b.finish({ pick: "keep" }));

const mine = b.custom({ name: "mine", reads: ["draft"], leaves: ["score"], run: () => ({ score: [] }) });
// error: mine reads draft, which no earlier stage has left
export const customTooEarly = flow(b.from.noisy, mine, b.predict(), b.posterior());
