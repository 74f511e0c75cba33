import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as d from "../../../dsl/mod.ts";
import { type Model, randomTable, sample, tableOracle } from "../../../runtime/mod.ts";
import { noised } from "../../../runtime/exact/draws.ts";
import { absorbing, uniformPlugIn } from "../../../runtime/exact/posterior.ts";
import { enumerated, farthest, jointOf } from "../../runtime/exact/support.ts";
import { models } from "../../support/programs.ts";
import { gTest, normalised } from "../../support/statistics.ts";

const LENGTH = 4;
const { model: masks } = jointOf(7, { process: "absorbing", vocabulary: 2, length: LENGTH });

/** The same law of tokens and, unless told otherwise, of NFE, in float64. */
const equal = async (a: d.Program, b: d.Program, nfe = true): Promise<void> => {
  const [p, q] = [await enumerated(a, masks, { length: LENGTH }), await enumerated(b, masks, { length: LENGTH })];
  assert.ok(farthest(p.distribution, q.distribution) < 1e-12, `off by ${farthest(p.distribution, q.distribution)}`);
  if (!nfe) return;
  const calls = new Set([...p.nfe.keys(), ...q.nfe.keys()]);
  for (const n of calls) assert.ok(Math.abs((p.nfe.get(n) ?? 0) - (q.nfe.get(n) ?? 0)) < 1e-12, `${n} calls`);
};

/** Tokens of all rows and how many masks stand after each update, from `rows` rows of the Markov oracle. */
const traced = async (program: d.Program, length: number, rows: number, model: Model = models.absorbing) => {
  const mask = model.abilities.vocabulary;
  const result = await sample(program, model, { length, rows, seed: 3, backend: "host", trace: "step" });
  const steps = result.trace.flatMap((event) => (event._tag === "Step" ? [event.rows] : []));
  const left = steps.map((at) => at.map((row) => row.canvas.filter((token) => token === mask).length));
  return { tokens: result.rows.map((row) => row.tokens), left, steps };
};

const linear = d.logLinear(0);
const block = { size: 4, temperature: 1 } as const;

const laws = suite("laws of published samplers");

laws("law L1: remasking at the rate 0 is ancestral sampling", async () => {
  const plain = d.mdlm({ steps: 3 });
  await equal(plain, d.ancestral({ steps: 3 }));
  await equal(plain, d.remdmCap({ steps: 3, topP: 1, eta: 0 }));
  await equal(plain, d.remdmRescale({ steps: 3, topP: 1, eta: 0 }));
  await equal(plain, d.psi({ steps: 3, kappa: 1, after: 0, before: 1 }));
  await equal(plain, d.dfm({ steps: 3, strength: 0 }));
  await equal(d.mdlm({ steps: 6, topP: 0.9, timeEps: 1e-5 }), d.remdmCap({ steps: 6, eta: 0, timeEps: 1e-5 }));
});

laws("law L1: psi on masked tokens masks again at the rate (1 - kappa) (1 - alphaS), in the middle", async () => {
  const inside = d.multiply(d.not(d.less(d.divide(d.step, d.steps), 0.2)), d.less(d.divide(d.step, d.steps), 0.7));
  const rate = d.where(inside, d.multiply(0.6, d.subtract(1, d.alphaS)), 0);
  await equal(d.psi({ steps: 4, kappa: 0.4, after: 0.2, before: 0.7 }), d.remasking({ steps: 4 }, { remask: rate }));
});

laws(
  "law L1: so it does on the plateau of its publication, where the level stays and only kappa moves tokens",
  async () => {
    const options = { steps: 5, schedule: d.plateau({ level: 0.6, on: 0.6, off: 0.1 }), timeEps: 0 } as const;
    const inside = d.multiply(d.not(d.less(d.divide(d.step, d.steps), 0.4)), d.less(d.divide(d.step, d.steps), 0.9));
    const rate = d.where(inside, d.multiply(0.5, d.subtract(1, d.alphaS)), 0);
    await equal(d.psi({ ...options, kappa: 0.5 }), d.remasking(options, { remask: rate }));
  },
);

laws("law L1: at the largest rate, where it is below 1, an update unmasks every mask", async () => {
  const { left, steps } = await traced(d.remasking({ steps: 6, schedule: linear }, { remask: d.mostRemask }), 8, 200);
  const mask = models.absorbing.abilities.vocabulary;
  // From level k/6 to (k+1)/6: the largest rate (1 - alphaS) / alphaT is below 1 from k = 3 on.
  for (const k of [3, 4, 5]) {
    steps[k]!.forEach((row, r) => {
      const before = steps[k - 1]![r]!.canvas;
      assert.ok(row.canvas.every((token, i) => token !== mask || before[i] !== mask), `update ${k}, row ${r}`);
    });
  }
  assert.ok(
    left[3]!.some((count) => count > 0) && left[4]!.some((count) => count > 0),
    "visible ones are masked again",
  );
});

laws("law L2: the analytic update with the score of a prediction is the posterior of absorbing noise", async () => {
  const p = [0.5, 0.2, 0.3];
  for (const [alphaT, alphaS] of [[0.1, 0.4], [0.001, 0.2], [0.6, 0.999]] as const) {
    const score = [...p.map((x) => x * alphaT / (1 - alphaT)), 1];
    const grown = alphaS / alphaT;
    const total = score.reduce((a, b) => a + b);
    // exp(-step Q) applied to the score, times the chance to come from each token by exp(step Q)
    const tilted = score.map((s, v) => s * grown + (v === 3 ? (1 - grown) * total : 0));
    const analytic = tilted.map((s, v) => s * (v === 3 ? 1 : 1 - 1 / grown));
    const posterior = absorbing(p.map(Math.log), 3, { alphaT, alphaS });
    analytic.forEach((x, v) => assert.ok(Math.abs(x - posterior[v]!) < 1e-12, `${alphaT} ${v}: ${x}`));
  }
  await equal(d.seddAnalytic({ steps: 3 }), d.mdlm({ steps: 3 }));
});

laws("SEDD's Euler step with the posterior's rate in place of its own is ancestral sampling", async () => {
  const rate = d.divide(d.subtract(d.alphaS, d.alphaT), d.subtract(1, d.alphaT));
  const each = (start: d.Noisy) => {
    const guessed = d.score(d.random)(d.guess({ temperature: 1 })(start));
    return d.write()(d.select(d.bernoulli(rate, { among: d.masked }))(guessed));
  };
  await equal(d.unmaskInSteps(each, { steps: 3, temperature: 1 }), d.mdlm({ steps: 3 }));
});

laws("law L5: psi keeps the uniform marginal alphaS x0 + (1 - alphaS) / V for any kappa", () => {
  const [size, x0, alphaT, alphaS] = [4, 2, 0.3, 0.7];
  const level = (alpha: number) => [0, 1, 2, 3].map((v) => (v === x0 ? alpha : 0) + (1 - alpha) / size);
  const sure = [0, 1, 2, 3].map((v) => (v === x0 ? 0 : -Infinity));
  for (const kappa of [0, 0.4, 1]) {
    const after = new Array<number>(size).fill(0);
    level(alphaT).forEach((weight, current) => {
      const drawn = uniformPlugIn(sure, current, { alphaT, alphaS });
      const draft = uniformPlugIn(sure, current, { alphaT, alphaS: 1 });
      draft.forEach((share, token) => {
        const again = noised(token, alphaS, { process: "uniform", vocabulary: size });
        drawn.forEach((_, v) => after[v]! += weight * share * (kappa * drawn[v]! + (1 - kappa) * again[v]!));
      });
    });
    level(alphaS).forEach((want, v) => assert.ok(Math.abs(after[v]! - want) < 1e-12, `kappa ${kappa}`));
  }
});

/** A row at a signal level, as the noise process leaves it: all canvases with their probabilities. */
const noisyRow = (truth: ReadonlyMap<string, number>, alpha: number, vocabulary: number): d.HostOutcome[] =>
  [...truth.keys()].map((key) => {
    const canvas = key.split(",").map(Number);
    const given = (clean: readonly number[]) =>
      canvas.reduce((all, v, i) => all * ((v === clean[i] ? alpha : 0) + (1 - alpha) / vocabulary), 1);
    const probability = [...truth].reduce((sum, [x0, p]) => sum + p * given(x0.split(",").map(Number)), 0);
    return { probability, result: { canvas } };
  });

laws("a Gibbs update at random leaves the law of its level as it is, to 1e-12", async () => {
  const [alpha, vocabulary, length] = [0.6, 3, 3];
  for (const prediction of ["loo", "full"] as const) {
    const { truth, model } = jointOf(4, { process: "uniform", vocabulary, length, prediction });
    const outcomes = noisyRow(truth, alpha, vocabulary);
    const run = () => outcomes[0]!.result;
    const begin = d.custom({ name: "the level", reads: ["block"], leaves: ["block"], run, outcomes: () => outcomes });
    const think = (start: d.Noisy) => d.draft({ of: "prediction" })(d.toLoo()(d.predict()(start)));
    const sweep = (start: d.Noisy) => d.redraw()(d.select(d.top(1))(d.score(d.random)(think(start))));
    const each = (start: d.Noisy) => d.repeat(2, sweep)(begin(start));
    const block = d.denoise(2, { each, last: d.finish({ pick: "keep" }), clock: d.linspace(alpha) })(d.noise()(d.open));
    const after = await enumerated(d.blocks("sequence", d.commitBlock()(block)), model, { length });
    const before = new Map(outcomes.map(({ probability, result }) => [result.canvas!.join(","), probability]));
    assert.ok(farthest(after.distribution, before) < 1e-12, String(farthest(after.distribution, before)));
  }
});

laws("draft and verify gives the AR law exactly, two calls a pass; so it is with drafts that are far off", async () => {
  const { truth, model } = jointOf(7, { process: "absorbing", vocabulary: 3, length: 4 });
  const far = (start: d.Noisy) =>
    d.write()(d.accept()(d.verify()(d.draft({ of: "prediction" })(d.shape({ temperature: 3 })(d.predict()(start))))));
  for (
    const program of [d.draftAndVerify({ size: 4 }), d.draftAndVerify({ size: 2 }), d.unmaskUntilFull(far, { size: 4 })]
  ) {
    const { distribution, nfe } = await enumerated(program, model, { length: 4 });
    assert.ok(farthest(distribution, truth) < 1e-12, String(farthest(distribution, truth)));
    assert.ok([...nfe.keys()].every((calls) => calls % 2 === 0 && calls >= 2 && calls <= 8));
  }
});

laws("LinearSpec is greedy decoding", async () => {
  const options = { length: 24, rows: [{}, { prompt: [1, 2, 0] }, { prompt: [3] }], backend: "webasm" } as const;
  for (const size of [1, 4, 8]) {
    const [fast, greedy] = [
      await sample(d.linearSpec({ size }), models.absorbing, options),
      await sample(d.autoregressive({ pick: "argmax" }), models.absorbing, options),
    ];
    assert.equal(fast.rows.map((row) => row.tokens), greedy.rows.map((row) => row.tokens));
  }
});

laws(
  "credit of weight 0 is Fast-dLLM; a factor of 0 and a hierarchy that keeps nothing unmask one at a time",
  async () => {
    await equal(d.creditDecoding({ ...block, weight: 0, threshold: 0.6 }), d.fastDllm({ ...block, threshold: 0.6 }));
    await equal(d.fastDllmFactor({ ...block, factor: 0 }), d.fastDllm({ ...block, threshold: 2 }));
    await equal(d.hierarchy({ ...block, low: 1, threshold: 2 }), d.fastDllm({ ...block, threshold: 2 }));
  },
);

laws("a hierarchy with nothing to drop halves the runs of masks", async () => {
  const program = d.hierarchy({ size: 7, low: 0, threshold: 2, temperature: 1 });
  const { rows } = await sample(program, models.absorbing, { length: 7, rows: 50, seed: 2, backend: "host" });
  assert.ok(rows.every(({ nfe }) => nfe >= 3 && nfe <= 7));
});

laws("block refinement keeps an even share an update and all in the end; a low threshold ends it at once", async () => {
  const options = { length: 7, rows: 20, seed: 2, backend: "host" } as const;
  const slow = await sample(d.blockRefinement({ size: 7, steps: 3, threshold: 2 }), models.uniform, options);
  assert.ok(slow.rows.every(({ nfe }) => nfe === 3));
  const quick = await sample(d.blockRefinement({ size: 7, steps: 3, threshold: 0 }), models.uniform, options);
  assert.ok(quick.rows.every(({ nfe }) => nfe === 1));
});

laws(
  "law L1: the DFM corrector of strength 1 goes forward and backward",
  () => equal(d.dfm({ steps: 4, strength: 1 }), d.forwardBackward({ steps: 4 })),
);

laws("law L6: psi with kappa 0 everywhere re-noises a clean draft independently", async () => {
  const think = d.think();
  const each = (start: d.Noisy) => d.correct({ by: d.random, pick: d.threshold(d.alphaS) })(think(start));
  const last = (start: d.Noisy) => d.finish()(think(start));
  const noised = d.denoise(3, { each, last })(d.noise()(d.open));
  await equal(d.blocks("sequence", d.commitBlock()(noised)), d.psi({ steps: 3, kappa: 0, after: 0, before: 1 }));
});

/** N = 2000 rows of 8 positions: each mean is within 5 standard deviations of independent positions, false-alarm rate below 1e-5. */
laws("law L1: a share alphaS is visible after every update, whatever the rate", async () => {
  const ROWS = 2000;
  const options = { steps: 5, topP: 1, schedule: linear } as const;
  const samplers = [
    d.forwardBackward(options),
    d.dfm(options),
    d.remdmRescale({ ...options, eta: 1 }),
    d.psi({ ...options, kappa: 0 }),
  ];
  for (const program of samplers) {
    const { left, steps } = await traced(program, 8, ROWS);
    left.forEach((counts, k) => {
      const level = steps[k]![0]!.alphaS;
      const mean = 1 - counts.reduce((a, b) => a + b, 0) / (8 * ROWS);
      const slack = 5 * Math.sqrt(level * (1 - level) / (8 * ROWS)) + 1e-9;
      assert.ok(Math.abs(mean - level) <= slack, `update ${k}: ${mean}, wanted ${level}`);
    });
  }
});

laws("ReMDM's loop rises, stays and rises again", async () => {
  const { steps } = await traced(d.remdmLoop({ steps: 20, timeEps: 0 }), 4, 1);
  const levels = steps.map((rows) => rows[0]!.alphaS);
  for (const [k, level] of levels.entries()) {
    const time = 1 - (k + 1) / 20;
    const want = time > 0.5501 ? (1 - time) * 0.9 / 0.45 : time > 0.0501 ? 0.9 : 1 - time * 0.1 / 0.05;
    assert.ok(Math.abs(level - want) < 1e-9, `${time}: ${level}, wanted ${want}`);
  }
});

laws(
  "law L9: guidance of scale 0 is ancestral sampling at twice the calls",
  () => equal(d.classifierFree({ steps: 3, scale: 0 }), d.mdlm({ steps: 3 }), false),
);

laws("law L6: an entropy budget of 0 and a threshold above 1 unmask one at a time, the best first", async () => {
  const oneByOne = (by: d.Expression<"dist" | "draft", d.Per>) =>
    d.unmaskUntilFull(
      (start) => d.write()(d.select(d.top(1, d.masked))(d.score(by)(d.guess({ temperature: 1 })(start)))),
      block,
    );
  await equal(d.entropyBounded({ ...block, gamma: 0 }), oneByOne(d.negate(d.dist.entropy)));
  await equal(d.fastDllm({ ...block, threshold: 2 }), oneByOne(d.drafted.probability));
  await equal(d.fastDllm({ ...block, threshold: 2 }), d.llada({ ...block, steps: 4 }));
  await equal(d.fastDllm({ ...block, threshold: 0 }), d.llada({ ...block, steps: 1 }), false);
});

laws(
  "law L6: LLaDA2 with a threshold above 1 is LLaDA with as many updates; LLaDA2.1 without edits is LLaDA2 with a quota of 1",
  async () => {
    for (const steps of [2, 3, 4]) {
      await equal(d.llada2({ ...block, steps, threshold: 2 }), d.llada({ ...block, steps }));
    }
    await equal(
      d.llada21({ ...block, edit: 2, threshold: 0.7, passes: 1 }),
      d.llada2({ ...block, threshold: 0.7 }),
      false,
    );
  },
);

laws("guessRaw drafts at a temperature, and scores see the model's own prediction", async () => {
  const pick = d.select(d.top(d.evenQuota(2), d.masked));
  const options = { steps: 2, temperature: 0.5 } as const;
  const raw = (start: d.Noisy) => d.write()(pick(d.score(d.dist.entropy)(d.guessRaw(0.5)(start))));
  const own = (start: d.Noisy) => {
    const kept = d.remember("entropy", d.dist.entropy)(d.predict()(start));
    const drafted = d.draft({ of: "prediction" })(d.shape({ temperature: 0.5 })(kept));
    return d.write()(pick(d.score(d.memory("entropy"))(drafted)));
  };
  await equal(d.unmaskInSteps(raw, options), d.unmaskInSteps(own, options));
});

laws("law L6: P2 that never masks again is LLaDA at temperature 0", async () => {
  const options = { length: 12, rows: [{}, { prompt: [1, 2, 0, 3] }], backend: "host" } as const;
  const [a, b] = [
    await sample(d.p2({ steps: 4, eta: 0, temperature: 0 }), models.absorbing, options),
    await sample(d.llada({ steps: 4 }), models.absorbing, options),
  ];
  assert.equal(a.rows, b.rows);
});

laws(
  "law L6: P2 by random scores that never masks again unmasks a count at random, as LLaDA does in random order",
  async () => {
    for (const steps of [2, 4]) {
      const masks = d.floor(d.multiply(d.freeCount, d.subtract(1, d.divide(d.add(d.step, 1), steps))));
      const each = (start: d.Noisy) => {
        const guessed = d.guess({ temperature: 1 }, { visible: "raw" })(start);
        return d.write({ level: 0, rest: d.masked })(d.select(d.top(masks, d.masked))(d.score(d.random)(guessed)));
      };
      await equal(
        d.unmaskInSteps(each, { steps, temperature: 1 }),
        d.llada({ steps, order: "random", temperature: 1 }),
      );
    }
  },
);

laws(
  "law L7: what goes on until the block is full unmasks at least one position an update, however unsure",
  async () => {
    const unsure = { size: 9, temperature: 1 } as const;
    const samplers = {
      fastDllm: d.fastDllm({ ...unsure, threshold: 2 }),
      factor: d.fastDllmFactor({ ...unsure, factor: 0 }),
      hierarchy: d.hierarchy({ ...unsure, low: 2, threshold: 2 }),
      credit: d.creditDecoding({ ...unsure, threshold: 2 }),
      entropyBounded: d.entropyBounded({ ...unsure, gamma: 0 }),
      llada2: d.llada2({ ...unsure, threshold: 2 }),
      llada21: d.llada21({ ...unsure, threshold: 2, edit: 2, passes: 1 }),
      draftAndVerify: d.draftAndVerify(unsure),
    };
    for (const [name, program] of Object.entries(samplers)) {
      const { steps } = await traced(program, 9, 20);
      const left = new Map<number, number>();
      for (const { row, canvas } of steps.flat()) {
        const masks = canvas.filter((token) => token === models.absorbing.abilities.vocabulary).length;
        assert.ok(masks === 0 || masks < (left.get(row) ?? 9), `${name}, row ${row}: ${masks} masks`);
        left.set(row, masks);
      }
      assert.equal([...left.values()], new Array(20).fill(0), name);
    }
  },
);

laws(
  "quotas: LLaDA splits evenly, the first updates take the rest; Dream cuts expectations; MaskGIT follows the cosine",
  async () => {
    const left = async (program: d.Program) => (await traced(program, 10, 1)).left.map(([count]) => count);
    assert.equal(await left(d.llada({ steps: 4 })), [7, 4, 2, 0]);
    assert.equal(await left(d.llada2({ size: 10, steps: 4, threshold: 2 })), [7, 4, 2, 0]);
    const times = [0, 1, 2, 3, 4].map((k) => 1 - (1 - 1e-3) * k / 4);
    const dreamt = times.slice(1, 4).reduce<number[]>((counts, s, k) => {
      const now = counts.at(-1) ?? 10;
      return [...counts, now - Math.floor(now * (1 - s / times[k]!))];
    }, []);
    assert.equal(await left(d.dream({ steps: 4 })), [...dreamt, 0]);
    const cosine = [1, 2, 3].map((k) => Math.max(1, Math.floor(10 * Math.cos(Math.PI / 2 * k / 4))));
    assert.equal(await left(d.maskgit({ steps: 4 })), [...cosine, 0]);
  },
);

const V = 3;
const table = (length: number) => randomTable(5, V, length, { sharpness: 1.5 });
const oracleOf = (length: number) => tableOracle({ table: table(length), vocabulary: V, length, process: "absorbing" });
const keysOf = (length: number) =>
  Array.from(
    { length: V ** length },
    (_, k) => Array.from({ length }, (_, i) => Math.floor(k / V ** (length - 1 - i)) % V).join(","),
  );
const counted = (keys: readonly string[]): ReadonlyMap<string, number> =>
  keys.reduce((counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1), new Map<string, number>());

/** N = 20,000 rows, G-test of the rows, false-alarm rate 1e-4: one token at a time from exact predictions is the law of the data. */
laws("first-hitting gives the law of the data", async () => {
  const { rows } = await sample(d.firstHittingBlocks({ topP: 1 }), oracleOf(3), {
    length: 3,
    rows: 20_000,
    seed: 5,
    backend: "webasm",
  });
  const truth = new Map(keysOf(3).map((key, k) => [key, table(3)[k]!]));
  assert.ok(gTest(counted(rows.map((row) => row.tokens.join(","))), truth).p > 1e-4);
  assert.ok(rows.every((row) => row.nfe === 3));
});

/** N = 4000 rows of 6 positions, three levels, G-test each, false-alarm rate 1e-4 each. The last jump is cut to 1: 5 and 6 count as one. */
laws("law L4: with first-hitting the number of tokens revealed at a level is binomial", async () => {
  const { steps } = await traced(d.firstHittingBlocks({ topP: 1, schedule: linear }), 6, 4000);
  const choose = [1, 6, 15, 20, 15, 6, 1];
  for (const level of [0.2, 0.5, 0.8]) {
    const revealed = new Map<number, number>();
    for (const { row, alphaS } of steps.flat()) revealed.set(row, (revealed.get(row) ?? 0) + Number(alphaS <= level));
    const counts = counted([...revealed.values()].map((count) => String(Math.min(5, count))));
    const binomial = choose.map((c, k) => c * level ** k * (1 - level) ** (6 - k));
    const law = new Map([0, 1, 2, 3, 4].map((k) => [String(k), binomial[k]!])).set("5", binomial[5]! + binomial[6]!);
    assert.ok(gTest(counts, law).p > 1e-4, `level ${level}`);
  }
});

/**
 * N = 20,000 rows, G-test, false-alarm rate 1e-4. Of two drafts, the first is kept with probability `w1 / (w1 + w2)`, `w = p^(1/noise)`
 * (Plackett-Luce); the other position is then drawn given it. MaskGIT's noise at the first of two updates is half its first one.
 */
laws("Gumbel noise on the order draws positions without replacement from the softmax of their scores", async () => {
  const joint = table(2);
  const pickTemperature = 3;
  const weight = (p: number) => p ** (1 / (pickTemperature / 2));
  const tokens = [0, 1, 2];
  const sum = (of: (v: number) => number) => tokens.reduce((total, v) => total + of(v), 0);
  const [first, second] = [(v: number) => sum((w) => joint[v * V + w]!), (w: number) => sum((v) => joint[v * V + w]!)];
  const law = new Map(
    keysOf(2).map((key, k) => {
      const [a, b] = [weight(first(Math.floor(k / V))), weight(second(k % V))];
      const firstKept = sum((w) => second(w) * a / (a + weight(second(w))));
      const secondKept = sum((v) => first(v) * b / (b + weight(first(v))));
      return [key, joint[k]! * (firstKept + secondKept)];
    }),
  );
  const program = d.maskgit({ steps: 2, pickTemperature });
  const { rows } = await sample(program, oracleOf(2), { length: 2, rows: 20_000, seed: 6, backend: "webasm" });
  assert.ok(gTest(counted(rows.map((row) => row.tokens.join(","))), normalised(law)).p > 1e-4);
});

laws.run();
