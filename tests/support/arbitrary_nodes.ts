import fc from "fast-check";
import {
  ar,
  type Body,
  bodyOf,
  correct,
  dist,
  type Expression,
  masked,
  type Node,
  type Program,
  program,
  random,
  type Readable,
  redraw,
  renoise,
  write,
} from "../../dsl/mod.ts";
import { guidedTest } from "../../dsl/control/guided.ts";
import { arbitraryClock } from "./arbitrary_clocks.ts";
import { arbitraryFormula, arbitraryName } from "./arbitrary_formulas.ts";
import { arbitrarySelection } from "./arbitrary_selections.ts";

const formula = arbitraryFormula;
const tag = <T extends string>(name: T) => fc.constant(name);
const one = <A>(...choices: readonly A[]) => fc.constantFrom(...choices);
const pick = one("draw" as const, "argmax" as const);
const assume = one("declared" as const, "full" as const, "loo" as const);
const count = fc.integer({ min: 1, max: 40 });
const maybe = <A>(inner: fc.Arbitrary<A>) => fc.option(inner, { nil: null });

/** Any stage without a body. */
export const arbitraryStage: fc.Arbitrary<Node> = fc.oneof(
  one<Node>(
    { _tag: "Noise" },
    { _tag: "CommitBlock" },
  ),
  fc.record({ _tag: tag("Predict"), visible: one("carryOver" as const, "raw" as const), self: fc.boolean() }),
  fc.record({ _tag: tag("ToLoo"), assume }),
  fc.record({ _tag: tag("Guide"), scale: formula }),
  fc.record({
    _tag: tag("Shape"),
    temperature: formula,
    topK: maybe(count),
    topP: maybe(fc.double({ min: 0.1, max: 1, noNaN: true })),
    crossing: one("keep" as const, "drop" as const),
  }),
  fc.record({ _tag: tag("Posterior"), assume, remask: formula, reveal: maybe(arbitraryName) }),
  fc.record({ _tag: tag("Draft"), of: one("posterior" as const, "prediction" as const), pick, assume }),
  fc.record({ _tag: tag("Verify"), temperature: formula }),
  fc.record({ _tag: tag("Score"), by: formula }),
  fc.record({ _tag: tag("Select"), pick: arbitrarySelection }),
  fc.record({ _tag: tag("Accept"), among: fc.oneof(formula, one(masked.formula)) }),
  fc.oneof(
    fc.record({ _tag: tag("Write"), level: formula, rest: formula }),
    one(...[write(), renoise(), redraw()].map((stage) => bodyOf(stage as (start: never) => unknown)[0])),
  ),
  fc.record({ _tag: tag("Credit"), decay: formula, gain: formula, weight: formula }),
  fc.record({ _tag: tag("Remember"), name: arbitraryName, value: formula }),
  fc.record({
    _tag: tag("Finish"),
    pick: one("draw" as const, "argmax" as const, "keep" as const),
    assume,
    among: formula,
  }),
);

/** What `guided` asks. */
const guidedTests = fc.record({ every: count, after: fc.nat(9) }).map((options) => guidedTest(options).formula);

/** What `correct` makes, so that reading it back is tried too. */
const arbitraryCorrect: fc.Arbitrary<Node> = fc.record({
  by: one<Expression<Readable, "position">>(ar.nll, dist.entropy, random),
  assume,
})
  .map((options) => bodyOf(correct(options) as (start: never) => unknown)[0]);

const stop = fc.record(
  { afterEos: one("end" as const, "continue" as const), eos: fc.nat(9), pad: fc.nat(9) },
  { requiredKeys: ["afterEos"] },
);

/** Any node, bodies of bodies included; slots need not fit. */
export const arbitraryNode = fc.letrec<{ node: Node; body: Body }>((tie) => {
  const body = tie("body");
  return {
    body: fc.array(tie("node"), { maxLength: 12, depthIdentifier: "node" }),
    node: fc.oneof(
      { depthSize: "small", depthIdentifier: "node" },
      { weight: 6, arbitrary: arbitraryStage },
      { weight: 1, arbitrary: arbitraryCorrect },
      fc.record({
        _tag: tag("Denoise"),
        steps: count,
        policy: one("full" as const, "proportional" as const, "perToken" as const),
        clock: arbitraryClock,
        each: body,
        last: body,
      }),
      fc.record({ _tag: tag("When"), test: fc.oneof(formula, guidedTests), then: body, otherwise: body }),
      fc.record({ _tag: tag("Repeat"), times: fc.nat(9), body }),
      fc.record({ _tag: tag("Until"), test: formula, atMost: count, body }),
      fc.record({ _tag: tag("Named"), name: arbitraryName, body }),
      fc.record({
        _tag: tag("Blocks"),
        size: fc.oneof(count, tag("sequence")),
        upTo: maybe(fc.nat(99)),
        prefix: maybe(fc.nat(99)),
        stop: maybe(stop),
        body,
      }),
    ),
  };
}).node;

/** Any program: blocks, one after the other, or a fragment. */
export const arbitraryProgram: fc.Arbitrary<Program<unknown, unknown>> = fc.array(arbitraryNode, { maxLength: 4 })
  // A clone has the usual prototypes, which fast-check's records may lack.
  .map((nodes) => program<unknown, unknown>(structuredClone(nodes)));
