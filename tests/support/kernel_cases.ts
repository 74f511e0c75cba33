import * as e from "../../dsl/expression/mod.ts";
import type { Backend } from "../../runtime/backends/backend.ts";
import { hostBackend } from "../../runtime/backends/host.ts";
import { kindOf, leaf, type Numbers, type Shape, type Value } from "../../runtime/graph/value.ts";
import { logBand, scoreBand } from "../../runtime/kernels/band.ts";
import * as k from "../../runtime/kernels/mod.ts";
import { type Inputs, inputs } from "./kernel_inputs.ts";

/** What a check found; `worst` has, for each kernel, the largest error in units of its band. */
export interface KernelReport {
  readonly cases: number;
  readonly failures: readonly string[];
  readonly worst: Readonly<Record<string, number>>;
  readonly settledRows: number;
  readonly rows: number;
}

type Case = (i: Inputs) => Value | readonly Value[];

const dist = (i: Inputs): Value => k.normalise(i.logits());
/** What credit adds to log-probabilities: some nats, and nothing for most tokens. */
const credits = ({ next, shape: { rows, positions, vocabulary } }: Inputs): Value =>
  leaf("vocabulary", Float32Array.from({ length: rows * positions * vocabulary }, () => Math.max(0, 6 * next() - 3)));
const levels = (i: Inputs): { from: Value; to: Value } => {
  const low: number[] = [];
  const from = i.row(() => {
    low.push([0, 1, 0.999, 0.001][Math.floor(i.next() * 12)] ?? i.next());
    return low.at(-1) as number;
  });
  const to = i.row((row) => {
    const a = low[row] as number;
    return [a, 1][Math.floor(i.next() * 8)] ?? a + (1 - a) * i.next();
  });
  return { from, to };
};

const environment = (i: Inputs): k.Environment => {
  const d = dist(i);
  const length = i.shape.positions;
  return {
    "dist.entropy": k.entropy(d),
    "dist.confidence": k.confidence(d),
    "dist.margin": k.top2Margin(d),
    "dist.argmax": k.argmax(d),
    masked: i.flag(0.4),
    random: i.u(),
    index: i.cell((cell) => cell % length),
    position: i.cell((cell) => 16 + cell % length),
    step: i.row(() => Math.floor(i.next() * 8)),
    alphaT: i.row(() => i.next()),
    "memory:seen": i.token(),
    "memory:mood": i.cell(() => i.next() - 0.5),
    valid: i.cell((cell) => (cell % length === length - 1 && length > 2 ? 0 : 1)),
  };
};

/** Formulas that between them use every operation, reductions inside reductions, and more than six arrays. */
export const formulas: Readonly<Record<string, e.AnyExpression>> = {
  arithmetic: e.subtract(e.multiply(e.dist.entropy, e.alphaT), e.divide(e.dist.confidence, e.add(1, e.step))),
  functions: e.add(
    e.add(e.log(e.dist.confidence), e.exp(e.negate(e.dist.entropy))),
    e.add(e.cos(e.random), e.absolute(e.memory("mood"))),
  ),
  powers: e.add(e.power(e.memory("mood"), 2), e.power(e.dist.confidence, 0.5)),
  extremes: e.minimum(e.maximum(e.dist.margin, 0.25), e.not(e.masked)),
  rounding: e.add(
    e.add(e.round(e.multiply(e.dist.entropy, 3)), e.floor(e.multiply(e.random, 10))),
    e.ceiling(e.memory("mood")),
  ),
  comparing: e.add(e.less(e.dist.entropy, 1), e.multiply(2, e.equal(e.memory("seen"), e.dist.argmax))),
  choosing: e.where(e.multiply(e.masked, e.less(e.random, e.alphaT)), e.dist.entropy, e.negate(e.position)),
  zero: e.add(e.divide(e.masked, e.subtract(e.step, e.step)), e.log(e.masked)),
  remainders: e.add(
    e.add(e.modulo(e.position, 5), e.modulo(e.negate(e.dist.argmax), 3)),
    e.add(e.modulo(e.memory("mood"), -0.3), e.modulo(e.step, e.index)),
  ),
  reductions: e.add(
    e.add(e.sum(e.dist.entropy, e.masked), e.mean(e.dist.margin)),
    e.subtract(e.largest(e.random, e.masked), e.smallest(e.random)),
  ),
  nested: e.sum(e.less(e.dist.entropy, e.mean(e.dist.entropy, e.masked)), e.not(e.masked)),
  constant: e.multiply(e.add(2, 3), 0.5) as unknown as e.AnyExpression,
  many: e.add(
    e.add(e.add(e.dist.entropy, e.dist.confidence), e.add(e.dist.margin, e.dist.argmax)),
    e.add(e.add(e.masked, e.random), e.add(e.index, e.add(e.position, e.add(e.step, e.alphaT)))),
  ),
};

const kernels: Readonly<Record<string, Case>> = {
  normalise: (i) => dist(i),
  scale: (i) => k.normalise(k.scale(dist(i), i.row(() => 1 / (0.1 + 1.5 * i.next())))),
  carryOver: (i) => k.carryOver(dist(i), i.token(), i.flag(0.5)),
  oneHot: (i) => k.oneHot(i.masked()),
  guideMix: (i) => k.normalise(k.guideMix(dist(i), dist(i), i.row(() => Math.floor(i.next() * 3)))),
  leaveOneOut: (i) => k.normalise(k.leaveOneOut(dist(i), i.token(), levels(i).from)),
  entropy: (i) => k.entropy(dist(i)),
  confidence: (i) => k.confidence(dist(i)),
  top2Margin: (i) => k.top2Margin(dist(i)),
  probabilityOf: (i) => k.probabilityOf(dist(i), i.masked()),
  logProbabilityOf: (i) => k.logProbabilityOf(dist(i), i.masked()),
  largest: (i) => k.largest(dist(i)),
  kl: (i) => k.kl(dist(i), dist(i)),
  totalVariation: (i) => k.totalVariation(dist(i), dist(i)),
  draw: (i) => k.draw(dist(i), i.u()),
  drawTempered: (i) => k.draw(k.normalise(k.scale(dist(i), i.row(() => 1 / (0.1 + i.next())))), i.u()),
  drawColdGuided: (i) => {
    const guided = k.normalise(k.guideMix(dist(i), dist(i), i.row(() => 3 * i.next())));
    return k.draw(k.normalise(k.scale(guided, i.row(() => 1 / (0.1 + i.next())))), i.u());
  },
  drawGuided: (i) => k.draw(k.normalise(k.guideMix(dist(i), dist(i), i.row(() => 2 * i.next()))), i.u()),
  argmax: (i) => k.argmax(dist(i)),
  topK: (i) => k.truncate(dist(i), 1 + Math.floor(i.next() * 8), null, "keep"),
  topP: (i) => k.truncate(dist(i), null, 0.1 + 0.89 * i.next(), "keep"),
  topPDrop: (i) => k.truncate(dist(i), null, 0.1 + 0.89 * i.next(), "drop"),
  topKTopP: (i) => k.draw(k.normalise(k.truncate(dist(i), 5, 0.7, "keep")), i.u()),
  absorbingPosterior: (i) => {
    const { from, to } = levels(i);
    return k.absorbingPosterior(
      i.masked(),
      i.token(),
      i.u(),
      from,
      to,
      i.cell(() => i.next() < 0.5 ? 0 : i.next() / 4),
      i.flag(0.2),
    );
  },
  uniformPlugin: (i) => {
    const { from, to } = levels(i);
    const canvas = i.token();
    const d = dist(i);
    return k.uniformPlugin(
      canvas,
      k.probabilityOf(d, canvas),
      k.draw(d, i.u()),
      i.u(),
      i.token(),
      from,
      to,
      i.flag(0.2),
    );
  },
  uniformMixture: (i) => {
    const { from, to } = levels(i);
    return k.uniformMixture(i.token(), k.draw(dist(i), i.u()), i.u(), i.token(), from, to, i.flag(0.2));
  },
  selectTop: (i) => k.selectTop(k.entropy(dist(i)), i.flag(0.8), i.row(() => Math.floor(i.next() * 6) - 1)),
  selectTies: (i) => k.selectTop(i.cell(() => Math.floor(i.next() * 4) / 3), i.flag(0.8), i.row(() => i.next() * 6)),
  selectThreshold: (i) =>
    k.selectThreshold(k.confidence(dist(i)), i.flag(0.8), i.row(() => i.next()), i.row(() => Math.floor(i.next() * 3))),
  selectBudget: (i) => {
    const d = dist(i);
    const entropy = k.entropy(d);
    return k.selectBudget(k.confidence(d), i.flag(0.8), entropy, i.row(() => i.next() < 0.2 ? 0 : 3 * i.next()));
  },
  selectEased: (i) =>
    k.selectEased(
      k.confidence(dist(i)),
      i.flag(0.8),
      i.row(() => 1),
      i.row(() => 2 * i.next()),
      i.row(() => Math.floor(i.next() * 3)),
    ),
  selectRunMax: (i) => k.selectRunMax(k.confidence(dist(i)), i.flag(0.6), i.row(() => i.next())),
  selectRunMaxTies: (i) =>
    k.selectRunMax(i.cell(() => Math.floor(i.next() * 4) / 3), i.flag(0.6), i.row(() => i.next())),
  raise: (i) => k.normalise(k.raise(dist(i), credits(i))),
  likelihoodRatio: (i) => k.likelihoodRatio(dist(i), dist(i), i.token()),
  acceptance: (i) => k.acceptance(i.flag(0.7), i.flag(0.6)),
  residual: (i) => k.drawByWeight(k.residual(dist(i), dist(i), i.cell(() => Math.floor(i.next() * 3))), i.u()),
  choose: (i) => k.choose(i.flag(0.5), k.entropy(dist(i)), i.token()),
  ...Object.fromEntries(
    Object.entries(formulas).map((
      [name, { formula }],
    ): [string, Case] => [`formula.${name}`, (i) => k.evaluateFormula(formula, environment(i))]),
  ),
};

/** Shapes with odd, tiny and larger vocabularies, and with rows and positions that are no multiples of 4. */
const shapes: readonly Shape[] = [
  { rows: 5, positions: 3, vocabulary: 2 },
  { rows: 4, positions: 8, vocabulary: 3 },
  { rows: 3, positions: 5, vocabulary: 7 },
  { rows: 8, positions: 16, vocabulary: 64 },
  { rows: 2, positions: 4, vocabulary: 515 },
  { rows: 1, positions: 1, vocabulary: 10 },
];

const errorOf = (value: Value, device: Numbers, host: Numbers, vocabulary: number): number => {
  const whole = value._tag === "Op" && value.kernel.whole === true;
  const band = kindOf(value) === "vocabulary" ? logBand(vocabulary) : scoreBand(vocabulary);
  let worst = 0;
  for (const [at, truth] of host.entries()) {
    const found = device[at] as number;
    if (found === truth || (truth <= -9e5 && found <= -9e5)) { continue; }
    worst = Math.max(worst, whole ? Infinity : Math.abs(found - truth) / (band * (1 + Math.abs(truth))));
  }
  return device.some(Number.isNaN) ? NaN : worst;
};

/** Runs every kernel on random inputs and compares with the host twins: decisions exactly, numbers within their band. */
export const checkKernels = async (backend: Backend, seeds: readonly number[] = [1, 2]): Promise<KernelReport> => {
  const worst: Record<string, number> = {};
  const failures: string[] = [];
  let [cases, settledRows, rows] = [0, 0, 0];
  for (const [name, make] of Object.entries(kernels)) {
    for (const shape of shapes) {
      for (const seed of seeds) {
        const wanted = [make(inputs(shape, seed))].flat() as readonly Value[];
        const truth = await hostBackend.evaluate(wanted, shape);
        const found = await backend.evaluate(wanted, shape);
        cases += 1;
        rows += shape.rows;
        settledRows += found.settled.length;
        const errors = wanted.map((value, i) =>
          errorOf(value, found.arrays[i] as Numbers, truth.arrays[i] as Numbers, shape.vocabulary)
        );
        const error = Math.max(...errors);
        worst[name] = Math.max(worst[name] ?? 0, error);
        if (!(error <= 1)) {
          failures.push(
            `${name} at ${shape.rows}x${shape.positions}x${shape.vocabulary}, seed ${seed}: ${error} bands`,
          );
        }
      }
    }
  }
  return { cases, failures, worst, settledRows, rows };
};
