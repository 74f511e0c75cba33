import { isLeft } from "fp-ts/lib/Either.js";
import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as d from "../../../dsl/mod.ts";
import { describe } from "../../../runtime/errors.ts";
import type { Model } from "../../../runtime/model.ts";
import { randomTable, tableOracle } from "../../../runtime/models/mod.ts";
import { run } from "../../../runtime/run.ts";
import { gTest, holm } from "../../support/statistics.ts";
import { enumerated } from "./support.ts";

const LENGTH = 4;
const SAMPLES = 3000;

/** Float32 logits on both sides: `exact` sees what `run` sees. */
const oracle = (process: "absorbing" | "uniform", prediction: "loo" | "full") =>
  tableOracle({
    table: randomTable(3, 3, LENGTH, { sharpness: 1.5 }),
    vocabulary: 3,
    length: LENGTH,
    process,
    prediction,
  }) as Model;

const think = flow(d.from.noisy, d.predict());
const last = flow(think, d.finish());

const sampler = <C>(each: (start: d.Noisy) => d.Program<{ readonly block: "noisy" }, C>, size = LENGTH, steps = 3) =>
  d.blocks(size, pipe(d.open, d.noise(), d.denoise(steps, { each, last }), d.commitBlock()));

const cap = d.minimum(0.3, d.divide(d.subtract(1, d.alphaS), d.alphaT));
const leastSure = d.negate(d.memory("p"));
const fill = (pick: d.Choice<"dist">) => flow(think, d.draft(), d.score(d.dist.confidence), d.select(pick), d.write());

const withoutTwo = ({ dist }: Pick<d.HostView, "dist">) => ({ dist: dist!.map(([a, b]) => [a!, b!, -Infinity]) });
const ruledOut = d.custom({
  name: "never the last token",
  reads: ["dist"],
  leaves: ["dist"],
  run: withoutTwo,
  outcomes: (view) => [{ probability: 1, result: withoutTwo(view) }],
});

const absorbing: Readonly<Record<string, d.Program>> = {
  "ReMDM with a capped rate": sampler(flow(think, d.posterior({ remask: cap }))),
  "a rate by the probability at reveal": sampler(
    flow(think, d.posterior({ reveal: "p", remask: d.multiply(cap, d.exp(leastSure)) })),
  ),
  "what is masked again forgets the probability at reveal": sampler(
    flow(
      think,
      d.posterior({ reveal: "p", remask: 0.5 }),
      d.when(d.less(0, d.sum(d.memory("p"), d.masked)), flow(think, d.shape(), d.fragment(think)), d.from.noisy),
    ),
  ),
  "a token ruled out by a function": sampler(
    flow(
      think,
      ruledOut,
      d.draft(),
      d.score(d.dist.entropy),
      d.select(d.threshold(0.5, { among: d.masked })),
      d.renoise(),
    ),
  ),
  "top-k, nucleus, temperature": sampler(
    flow(think, d.shape({ temperature: 0.8, topK: 2 }), d.shape({ topP: 0.8, crossing: "drop" }), d.posterior()),
  ),
  "guidance, blocks of two": sampler(flow(think, d.guide(0.7), d.posterior()), 2),
  "an entropy budget": sampler(fill(d.budget(0.6, d.dist.entropy, { among: d.masked }))),
  "a threshold or the best": sampler(fill(d.anyOf(d.threshold(0.7, { among: d.masked }), d.top(1, d.masked)))),
  "all but the least sure": sampler(
    flow(think, d.draft({ of: "prediction" }), d.score(d.dist.entropy), d.select(d.except(d.top(2))), d.write()),
  ),
  "until no mask is left, one at a time": sampler(
    flow(d.from.noisy, d.until(d.equal(d.sum(d.masked), 0), { atMost: 3 }, fill(d.top(2, d.masked)))),
    LENGTH,
    2,
  ),
  "ARPC by a mixed score": d.arpc({ size: LENGTH, steps: 3, by: d.add(d.ar.gap, d.multiply(0.5, d.drafted.changed)) }),
  "speculative decoding from tempered drafts": d.draftAndVerify({ size: 3, temperature: 0.7 }),
  "drafts noised to the next level": sampler(
    flow(think, d.draft(), d.score(d.random), d.select(d.bernoulli(0.5)), d.write({ level: d.alphaS })),
  ),
  "a branch by what is on the canvas": sampler(
    flow(
      d.from.noisy,
      d.when(
        d.less(1, d.sum(d.masked)),
        flow(think, d.posterior()),
        flow(think, d.draft(), d.score(d.dist.entropy), d.select(d.top(1)), d.renoise()),
      ),
      d.fragment(flow(think, d.posterior())),
    ),
  ),
  "raw predictions, rewriting what is unlikely": sampler(
    flow(
      d.from.noisy,
      d.predict({ visible: "raw" }),
      d.draft({ of: "prediction" }),
      d.score(d.negate(d.dist.current)),
      d.select(d.threshold(-0.3)),
      d.write(),
    ),
  ),
};

const uniform: Readonly<Record<string, d.Program>> = {
  "ancestral": d.ancestral({ steps: 3 }),
  "a Gibbs corrector": sampler(
    flow(
      think,
      d.posterior(),
      d.repeat(
        2,
        flow(think, d.toLoo(), d.draft({ of: "prediction" }), d.score(d.random), d.select(d.top(1)), d.write()),
      ),
    ),
  ),
  "predictions taken for leave-one-out ones": sampler(flow(think, d.toLoo({ assume: "loo" }), d.posterior())),
  "psi": d.psi({ size: 2, steps: 3, kappa: 0.4, after: 0.3, before: 1 }),
  "Gibbs updates behind the posterior": d.looGibbs({ size: 2, steps: 2, sweeps: 2, order: "random" }),
  "ARPC by total variation": d.arpc({ size: 2, steps: 3, by: d.divergence.tv }),
  "selected tokens stay, the rest is noise": sampler(
    flow(think, d.draft(), d.score(d.dist.margin), d.select(d.except(d.budget(0.4, d.dist.entropy))), d.renoise()),
  ),
  "guided every other step": sampler(
    flow(
      d.from.noisy,
      d.guided({ every: 2, after: 1 }, flow(think, d.correct({ by: d.random })), flow(think, d.posterior())),
    ),
  ),
};

/** N = 3000 samples of each program, fixed seed; Holm's procedure at a family false-alarm rate of 1e-3. */
const compared = async (programs: Readonly<Record<string, d.Program>>, model: Model) => {
  const ps: number[] = [];
  for (const program of Object.values(programs)) {
    const law = await enumerated(program, model, { length: LENGTH });
    const result = await run(program, model, { length: LENGTH, rows: SAMPLES, seed: 5, backend: "host" })();
    if (isLeft(result)) throw new Error(describe(result.left));
    const counts = new Map<string, number>();
    const nfe = new Map<number, number>();
    for (const row of result.right.rows) {
      counts.set(row.tokens.join(","), (counts.get(row.tokens.join(",")) ?? 0) + 1);
      nfe.set(row.nfe, (nfe.get(row.nfe) ?? 0) + 1);
    }
    ps.push(gTest(counts, law.distribution).p, gTest(nfe, law.nfe).p);
  }
  const names = Object.keys(programs).flatMap((name) => [name, `${name}: NFE`]);
  return names.filter((_, i) => holm(ps, 1e-3)[i]).map((name) => `${name} (p = ${ps[names.indexOf(name)]})`);
};

const agreement = suite("run samples what exact enumerates");
agreement("absorbing noise", async () => assert.equal(await compared(absorbing, oracle("absorbing", "full")), []));
agreement(
  "uniform noise, full predictions",
  async () => assert.equal(await compared(uniform, oracle("uniform", "full")), []),
);
agreement(
  "uniform noise, leave-one-out",
  async () => assert.equal(await compared(uniform, oracle("uniform", "loo")), []),
);
agreement.run();
