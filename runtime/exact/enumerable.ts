import * as E from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import { type Body, type Formula, formulasOf, type Node, type Selection, usesOf } from "../../dsl/mod.ts";
import type { ExactError } from "./errors.ts";

const usesRandom = (formula: Formula): boolean =>
  usesOf(formula).some((use) => use._tag === "Feature" && use.of === "random");

const isRandom = (formula: Formula): boolean => formula._tag === "Feature" && formula.of === "random";

/** Where the last score before a selection may come from. */
interface Walk {
  /** May the score be random numbers? */ readonly random: boolean;
  readonly problem: ExactError | null;
}

const because = (stage: string, reason: string): ExactError => ({ _tag: "NotEnumerable", stage, reason });

const isAtMostZero = (formula: Formula): boolean => formula._tag === "Number" && formula.value <= 0;
const isZero = (formula: Formula): boolean => formula._tag === "Number" && formula.value === 0;

/** Random numbers are integrated when they alone are the score, under the whole of a `Top` or of a `Threshold` without minimum. */
const integrable = (selection: Selection): boolean =>
  selection._tag === "Top" ||
  (selection._tag === "Threshold" && isAtMostZero(selection.minimum) && isZero(selection.easing));

const selectProblem = (selection: Selection, random: boolean): ExactError | null =>
  formulasOf(selection).some(usesRandom)
    ? because("select", "random numbers stand inside its formulas")
    : random && !integrable(selection)
    ? because("select", `random scores are integrated under top and threshold only, not under ${selection._tag}`)
    : null;

const formulaProblem = (stage: string, ...formulas: readonly Formula[]): ExactError | null =>
  formulas.some(usesRandom) ? because(stage, "random numbers stand inside a formula") : null;

/** A user's function sees numbers, and random ones are none before they are drawn; a score of its own is not random. */
const throughCustom = ({ name, reads, leaves }: Node & { _tag: "Custom" }, walk: Walk): Walk =>
  walk.random && reads.includes("score")
    ? { ...walk, problem: because(`the custom stage ${JSON.stringify(name)}`, "it reads random scores") }
    : { ...walk, random: walk.random && !leaves.includes("score") };

const walkNode = (walk: Walk, node: Node): Walk => {
  if (walk.problem !== null) return walk;
  const checked = (problem: ExactError | null): Walk => ({ ...walk, problem });
  const either = (...bodies: readonly Body[]): Walk => {
    const walks = bodies.map((body) => body.reduce(walkNode, walk));
    return {
      random: walks.some((one) => one.random),
      problem: walks.find((one) => one.problem !== null)?.problem ?? null,
    };
  };
  return match(node)
    .returnType<Walk>()
    .with(
      { _tag: "Score" },
      (n) =>
        isRandom(n.by) ? { random: true, problem: null } : { random: false, problem: formulaProblem("score", n.by) },
    )
    .with({ _tag: "Select" }, (n) => checked(selectProblem(n.pick, walk.random)))
    .with({ _tag: "Guide" }, (n) => checked(formulaProblem("guide", n.scale)))
    .with({ _tag: "Shape" }, (n) => checked(formulaProblem("shape", n.temperature)))
    .with({ _tag: "Verify" }, (n) => checked(formulaProblem("verify", n.temperature)))
    .with({ _tag: "Custom" }, (n) => throughCustom(n, walk))
    .with({ _tag: "Posterior" }, (n) => checked(formulaProblem("posterior", n.remask)))
    .with({ _tag: "Remember" }, (n) => checked(formulaProblem("remember", n.value)))
    .with({ _tag: "Finish" }, (n) => checked(formulaProblem("finish", n.among)))
    .with(
      { _tag: "Denoise" },
      (n) =>
        n.clock._tag === "FirstHitting"
          ? checked(because("first hitting", "its signal levels are continuous"))
          : either(n.each, n.last),
    )
    .with({ _tag: "When" }, (n) => {
      const problem = formulaProblem("when", n.test);
      return problem === null ? either(n.then, n.otherwise) : checked(problem);
    })
    .with({ _tag: "Accept" }, (n) => checked(formulaProblem("accept", n.among)))
    .with({ _tag: "Write" }, (n) => checked(formulaProblem("write", n.level, n.rest)))
    .with({ _tag: "Credit" }, (n) => checked(formulaProblem("credit", n.decay, n.gain, n.weight)))
    .with({ _tag: "Until" }, (n) => {
      const problem = formulaProblem("until", n.test);
      return problem === null ? either(n.body) : checked(problem);
    })
    .with({ _tag: "Repeat" }, { _tag: "Blocks" }, { _tag: "Named" }, (n) => either(n.body))
    .with(
      { _tag: "Noise" },
      { _tag: "Predict" },
      { _tag: "ToLoo" },
      { _tag: "Draft" },
      { _tag: "CommitBlock" },
      () => walk,
    )
    .exhaustive();
};

/** The body, if all its choices can be listed or integrated. */
export const enumerable = (body: Body): E.Either<ExactError, Body> => {
  const { problem } = body.reduce(walkNode, { random: false, problem: null } as Walk);
  return problem === null ? E.right(body) : E.left(problem);
};
