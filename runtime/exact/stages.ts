import * as E from "fp-ts/lib/Either.js";
import { match } from "ts-pattern";
import { accept } from "./accept.ts";
import { credited } from "./credit.ts";
import { custom } from "./custom.ts";
import { cleanOf, kindOf, noised, posteriorOf, prior, sure } from "./draws.ts";
import { evaluate, evaluateAll } from "./evaluate.ts";
import { finish } from "./finish.ts";
import { drawFree, drawing, type Leaf, type LeafOf, type Move, move, type Sure, viewOf, type World } from "./move.ts";
import { type Choice, choices } from "./select.ts";
import { type RunState, surely } from "./state.ts";
import type { Table } from "./table.ts";
import { certainOf, guide, type LogVector, shape, toLoo } from "./vector.ts";

const spent = { dist: null, draft: null, ar: null, picked: null } as const;

/** What starts anew with a block. */
const fresh = { memory: new Map<string, readonly number[]>(), credit: null, previous: null, moved: false } as const;

const noise = (node: LeafOf<"Noise">, world: World): Move =>
  drawFree(
    node._tag,
    world,
    ({ padding }) => () => (padding === null ? prior(world.process, world.vocabulary) : sure(padding)),
    (state, tokens) => ({ ...state, ...fresh, canvas: tokens }),
  );

/** Absorbing: a visible token is certain, if the prediction carries it over. */
const carryOver = (world: World, visible: Table["visible"], canvas: readonly number[], logs: readonly LogVector[]) =>
  world.process === "absorbing" && visible === "carryOver"
    ? logs.map((row, i) => (canvas[i] === world.vocabulary ? row : certainOf(canvas[i]!, world.vocabulary)))
    : logs;

const predict = (node: LeafOf<"Predict">, world: World): Move => async (state, place) =>
  E.map(
    (
      { id, logits, logs }: {
        id: string;
        logits: NonNullable<RunState["previous"]>["logits"];
        logs: readonly LogVector[];
      },
    ) => {
      const dist = world.intern(carryOver(world, node.visible, state.canvas!, logs), world.prediction, node.visible);
      return surely({ ...state, dist, previous: { id, logits }, calls: state.calls + 1 });
    },
  )(await world.predictions.predict(state, place, { conditional: true, self: node.self }));

const guided = (node: LeafOf<"Guide">, world: World): Move => async (state, place) =>
  E.map(({ logs }: { logs: readonly LogVector[] }) => {
    const { logs: with_, kind, visible } = state.dist!;
    const without = carryOver(world, visible, state.canvas!, logs);
    const scales = evaluateAll(node.scale, viewOf(world, state, place));
    const dist = world.intern(with_.map((row, i) => guide(row, without[i]!, scales[i]!)), kind, visible);
    return surely({ ...state, dist, calls: state.calls + 1 });
  })(await world.predictions.predict(state, place, { conditional: false, self: false }));

const shaped = (node: LeafOf<"Shape">, world: World): Sure => (state, place) => {
  const { logs, kind, visible } = state.dist!;
  const temperatures = evaluateAll(node.temperature, viewOf(world, state, place));
  const dist = logs.map((row, i) => shape(row, { ...node, temperature: temperatures[i]! }));
  return surely({ ...state, dist: world.intern(dist, kind, visible) });
};

const leaveOneOut = (node: LeafOf<"ToLoo">, world: World): Sure => (state, place) => {
  const { logs, kind, visible } = state.dist!;
  if (world.process === "absorbing") return surely(state);
  const is = kindOf(node.assume, kind) === "loo";
  const rows = is ? logs : logs.map((row, i) => toLoo(row, state.canvas![i]!, place.alphaT));
  return surely({ ...state, dist: world.intern(rows, "loo", visible) });
};

const remember = (state: RunState, name: string, values: readonly number[]): RunState["memory"] =>
  new Map([...state.memory, [name, values]]);

/** The memory of what each token's probability was when it was unmasked; a mask has none. */
const revealed = (name: string, { vocabulary }: World, state: RunState, tokens: readonly number[]) => {
  const before = state.memory.get(name);
  const probability = (token: number, i: number): number =>
    token === vocabulary
      ? 0
      : state.canvas![i] === vocabulary
      ? Math.exp(state.dist!.logs[i]![token]!)
      : before?.[i] ?? 0;
  return remember(state, name, tokens.map(probability));
};

const posterior = (node: LeafOf<"Posterior">, world: World): Move =>
  drawFree(node._tag, world, (state, place) => {
    const { logs, kind } = state.dist!;
    const rates = evaluateAll(node.remask, viewOf(world, state, place));
    return (i) => posteriorOf(world.process, kindOf(node.assume, kind), logs[i]!, state.canvas![i]!, place, rates[i]!);
  }, (state, tokens) => {
    const memory = node.reveal === null ? state.memory : revealed(node.reveal, world, state, tokens);
    return { ...state, canvas: tokens, dist: null, memory, moved: true };
  });

const draft = (node: LeafOf<"Draft">, world: World): Move =>
  drawFree(node._tag, world, (state, place) => {
    const { logs, kind } = state.dist!;
    return (i) =>
      node.of === "posterior"
        ? cleanOf(world.process, kindOf(node.assume, kind), node.pick, logs[i]!, state.canvas![i]!, place.alphaT)
        : node.pick === "draw"
        ? logs[i]!.map(Math.exp)
        : cleanOf("uniform", kind, "argmax", logs[i]!, 0, 0);
  }, (state, tokens) => ({ ...state, draft: tokens }));

const verify = (node: LeafOf<"Verify">, world: World): Move => async (state, place) =>
  E.map((chances: readonly { logs: readonly LogVector[]; weight: number }[]) => {
    const temperatures = evaluateAll(node.temperature, viewOf(world, state, place));
    const cut = { topK: null, topP: null, crossing: "keep" } as const;
    return chances.map(({ logs, weight }) => {
      const ar = world.intern(
        logs.map((row, i) => shape(row, { ...cut, temperature: temperatures[i]! })),
        "full",
        "raw",
      );
      return { weight, state: { ...state, ar, calls: state.calls + 1 } };
    });
  })(await world.predictions.verify(state, place));

const score = (node: LeafOf<"Score">, world: World): Sure => (state, place) => {
  const isRandom = node.by._tag === "Feature" && node.by.of === "random";
  return surely({ ...state, score: isRandom ? "random" : evaluateAll(node.by, viewOf(world, state, place)) });
};

const select = (node: LeafOf<"Select">, world: World): Move =>
  drawing((state, place) =>
    E.map((all: readonly Choice[]) =>
      all.map(({ picked, weight }) => ({ weight, state: { ...state, picked, score: null } }))
    )(choices(node.pick, state.score!, viewOf(world, state, place), world.limit))
  );

const write = (node: LeafOf<"Write">, world: World): Move =>
  drawFree(node._tag, world, (state, place) => {
    const view = viewOf(world, state, place);
    const picked = (i: number) => noised(state.draft![i]!, evaluate(node.level, view, i), world);
    const other = (i: number) => sure((evaluate(node.rest, view, i) === 0 ? state.canvas! : state.draft!)[i]!);
    return (i) => (state.picked![i] ? picked(i) : other(i));
  }, (state, tokens) => ({ ...state, canvas: tokens, ...spent }));

const credit = (node: LeafOf<"Credit">, world: World): Sure => (state, place) => {
  const { credit, logs } = credited(node, viewOf(world, state, place));
  return surely({ ...state, credit, dist: world.intern(logs, state.dist!.kind, state.dist!.visible) });
};

const commit: Sure = (state, place) => {
  const row = state.row.map((token, at) => state.canvas![at - place.start] ?? token);
  return surely({ ...state, ...spent, ...fresh, row, canvas: null, score: null });
};

/** What an instruction does to a state: every result and its probability. */
export const moveOf = (node: Leaf, world: World): Move =>
  match(node)
    .with({ _tag: "Noise" }, (n) => noise(n, world))
    .with({ _tag: "Predict" }, (n) => predict(n, world))
    .with({ _tag: "Guide" }, (n) => guided(n, world))
    .with({ _tag: "Shape" }, (n) => move(shaped(n, world)))
    .with({ _tag: "ToLoo" }, (n) => move(leaveOneOut(n, world)))
    .with({ _tag: "Posterior" }, (n) => posterior(n, world))
    .with({ _tag: "Draft" }, (n) => draft(n, world))
    .with({ _tag: "Verify" }, (n) => verify(n, world))
    .with({ _tag: "Score" }, (n) => move(score(n, world)))
    .with({ _tag: "Select" }, (n) => select(n, world))
    .with({ _tag: "Accept" }, (n) => move((state, place) => accept(n, viewOf(world, state, place))))
    .with({ _tag: "Write" }, (n) => write(n, world))
    .with({ _tag: "Credit" }, (n) => move(credit(n, world)))
    .with({ _tag: "Remember" }, (n) =>
      move((state, place) =>
        surely({ ...state, memory: remember(state, n.name, evaluateAll(n.value, viewOf(world, state, place))) })
      ))
    .with({ _tag: "Finish" }, (n) =>
      finish(n, world))
    .with({ _tag: "CommitBlock" }, () =>
      move(commit))
    .with({ _tag: "Custom" }, (n) => custom(n, world))
    .exhaustive();
