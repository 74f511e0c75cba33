import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hostBackend } from "../../../runtime/backends/host.ts";
import { type Leaf, leaf, type Numbers, type Op, type Shape, type Value } from "../../../runtime/graph/value.ts";
import * as k from "../../../runtime/kernels/mod.ts";
import { readGolden } from "../../support/golden.ts";
import { skipUnless } from "../../support/skip.ts";

interface PosteriorCase {
  readonly process: "absorbing" | "uniform";
  readonly vocab_size: number;
  readonly alpha_s: number;
  readonly alpha_t: number;
  readonly xt: readonly number[];
  readonly x0_probs: readonly (readonly number[])[];
  readonly probs: readonly (readonly number[])[];
}

interface ScoreCase {
  readonly vocab_size: number;
  readonly process: "absorbing" | "uniform";
  readonly block_size: number;
  readonly log_p_diff: readonly (readonly number[])[];
  readonly log_p_ar: readonly (readonly number[])[];
  readonly x_current: readonly number[];
  readonly scores: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly selection: readonly {
    readonly mode: string;
    readonly metric: string;
    readonly num_to_corrupt: number;
    readonly block_prefix_len: number;
    readonly indices: readonly number[];
    readonly overflow_into_prefix?: number;
  }[];
}

const posteriors = readGolden<{ posterior: readonly PosteriorCase[] }>("posterior.json");
const scores = readGolden<{ cases: readonly ScoreCase[] }>("scores.json");
const golden = suite("kernels against golden data");
const test = skipUnless(posteriors !== null && scores !== null, "no golden data found");

const cells = (numbers: readonly number[]): Leaf => leaf("cell", Float64Array.from(numbers));
const onHost = (values: readonly Value[], shape: Shape): readonly Numbers[] =>
  (hostBackend.evaluate(values, shape) as { arrays: readonly Numbers[] }).arrays;

const near = (found: ArrayLike<number>, wanted: readonly number[], tolerance: number, what: string): void =>
  wanted.forEach((x, i) => {
    const off = Math.abs(found[i]! - x) / Math.max(1, Math.abs(x));
    assert.ok(off <= tolerance, `${what} [${i}]: found ${found[i]}, wanted ${x}`);
  });

/** The distribution of the next token, from the kernels' own thresholds: what is left of [0, 1) to each way. */
const nextToken = (of: PosteriorCase, row: number): readonly number[] => {
  const V = of.process === "absorbing" ? of.vocab_size - 1 : of.vocab_size;
  const [xt, p] = [of.xt[row]!, of.x0_probs[row]!];
  const [canvas, from, to, zero] = [xt, of.alpha_t, of.alpha_s, 0].map((x) => cells([x])) as [Leaf, Leaf, Leaf, Leaf];
  const shape = { rows: 1, positions: 1, vocabulary: V };
  if (of.process === "absorbing") {
    const op = k.absorbingPosterior(canvas, zero, zero, from, to, zero, zero);
    const change = Math.min(1, Math.max(0, onHost([op.args[3] as Op], shape)[0]![0]!));
    return p.map((x, v) => (v === xt ? 1 - change : 0) + (xt === V ? change * x : 0));
  }
  const op = k.uniformPlugin(canvas, cells([p[xt]!]), zero, zero, zero, from, to, zero);
  const [fresh, stay] = onHost([op.args[4]!, op.args[5]!], shape).map((array) => array[0]!) as [number, number];
  return p.map((x, v) => fresh / V + (v === xt ? stay - fresh : 0) + (1 - stay) * x);
};

test(golden)("posteriors: 1e-9", () => {
  for (const of of posteriors!.posterior) {
    of.xt.forEach((_, row) =>
      near(nextToken(of, row), of.probs[row]!, 1e-9, `${of.process} ${of.vocab_size} ${of.alpha_t}->${of.alpha_s}`)
    );
  }
});

const realTokens = (of: ScoreCase): number => of.process === "absorbing" ? of.vocab_size - 1 : of.vocab_size;

/** Each metric of the reference as a value. */
const metrics = (of: ScoreCase): Readonly<Record<string, Value>> => {
  const V = realTokens(of);
  const read = (rows: readonly (readonly number[])[]): Leaf =>
    leaf("vocabulary", Float64Array.from(rows.flatMap((row) => row.slice(0, V))));
  const [dist, ar, token] = [read(of.log_p_diff), read(of.log_p_ar), cells(of.x_current)];
  const memory = (name: string) => ({ _tag: "Memory", name }) as const;
  const minus = (a: Value, b: Value): Value =>
    k.evaluateFormula({ _tag: "Binary", op: "subtract", left: memory("a"), right: memory("b") }, {
      "memory:a": a,
      "memory:b": b,
    });
  const zero = cells(of.x_current.map(() => 0));
  return {
    "divergence.kld": k.kl(ar, dist),
    "divergence.reverse_kld": k.kl(dist, ar),
    "divergence.tvd": k.totalVariation(ar, dist),
    "diffusion_metric.entropy": k.entropy(dist),
    "diffusion_metric.confidence": minus(zero, k.confidence(dist)),
    "diffusion_metric.margin": minus(zero, k.top2Margin(dist)),
    "ar_metric.nll": minus(zero, k.logProbabilityOf(ar, token)),
    "ar_metric.gap_to_top1": minus(k.largest(ar), k.logProbabilityOf(ar, token)),
    "ar_metric.entropy": k.entropy(ar),
  };
};

test(golden)("scores: 1e-9 relative, from 1e-9 absolute where they are below 1", () => {
  for (const of of scores!.cases) {
    const shape = { rows: 1, positions: of.block_size, vocabulary: realTokens(of) };
    for (const [name, value] of Object.entries(metrics(of))) {
      const [mode, metric] = name.split(".") as [string, string];
      near(onHost([value], shape)[0]!, of.scores[mode]![metric]!, 1e-9, `${of.process} ${name}`);
    }
  }
});

test(golden)("selections: the same positions", () => {
  let compared = 0;
  for (const of of scores!.cases) {
    const shape = { rows: 1, positions: of.block_size, vocabulary: realTokens(of) };
    for (const one of of.selection) {
      const score = metrics(of)[`${one.mode}.${one.metric}`]!;
      const free = cells(of.x_current.map((_, i) => (i < one.block_prefix_len ? 0 : 1)));
      const quota = cells(of.x_current.map(() => one.num_to_corrupt));
      const picked = onHost([k.selectTop(score, free, quota)], shape)[0]!;
      assert.equal([...picked.keys()].filter((i) => picked[i] === 1), one.indices, `${one.mode}.${one.metric}`);
      compared += 1;
    }
  }
  assert.ok(compared > 0);
});

golden.run();
