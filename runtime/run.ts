import * as E from "fp-ts/lib/Either.js";
import type * as TE from "fp-ts/lib/TaskEither.js";
import type { Ability, Guard, Needs, Node, Program, Unbegun } from "../dsl/mod.ts";
import { automatic } from "./backends/choose.ts";
import { sharedBackend } from "./backends/shared.ts";
import { type Blocks, blocksIn } from "./blocks_in.ts";
import { everyNode } from "../dsl/interpreters/bodies_of.ts";
import { demandsOf } from "./demands.ts";
import { BlockgenError, type RunError } from "./errors.ts";
import { runBlocks } from "./execute/blocks.ts";
import { abortion, type RunState } from "./execute/run_state.ts";
import { scratch } from "./execute/scratch.ts";
import { isRunError, reasonOf } from "./thrown.ts";
import type { Model, Session } from "./model.ts";
import type { RunOptions } from "./options.ts";
import { noticesOf } from "./notices.ts";
import { prefixProblem } from "./prefix_problem.ts";
import { problemsOf } from "./problems.ts";
import { resultOf } from "./result_of.ts";
import { type Row, rowsOf } from "./rows.ts";
import type { Event, Result } from "./trace.ts";

/** One sentence for each ability that a program needs and a model lacks, an untyped side being left to `check`; or for what is no program. */
export type Lacks<P, A> =
  | Unbegun<P, "pipe(open, ...)", "what is run">
  | (unknown extends A ? never
    : unknown extends Needs<P> ? never
    : Exclude<Needs<P>, A> extends infer Missing ? Missing extends Ability ? `this model cannot do ${Missing}` : never
    : never);

/**
 * Runs a program on a model and yields what happens; the last event, `Ended`, and the return value carry the same `Either`.
 *
 * @param program A sampler: see `blocks`. @param model Any model whose abilities cover what the program needs.
 * @param options Length, rows, seed, backend, trace level, abort signal.
 *
 * @example Follow the blocks
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { blockAncestral } from "blockgen/dsl";
 * import { markovOracle, stream } from "blockgen/runtime";
 *
 * const model = markovOracle("the cat sat on the mat. the rat sat on the cat. ", { process: "absorbing" });
 * let committed = 0;
 * for await (const event of stream(blockAncestral({ size: 4, steps: 2 }), model, { length: 12 })) {
 *   if (event._tag === "Committed") { committed += event.tokens.length; }
 * }
 * strictEqual(committed, 12);
 * ```
 */
export async function* stream<P, A>(
  program: P & Guard<Lacks<P, A>>,
  model: Model<A>,
  options: RunOptions,
): AsyncGenerator<Event, E.Either<RunError, Result>> {
  const { nodes } = program as unknown as Program;
  const trace: Event[] = [];
  let result: E.Either<RunError, Result> | undefined;
  for await (const event of events(nodes, model, options, trace)) {
    if (event._tag === "Ended") { result = event.result; }
    yield event;
  }
  return result!;
}

/** The same as a `TaskEither`: no event, the result at the end. */
export const run = <P, A>(
  program: P & Guard<Lacks<P, A>>,
  model: Model<A>,
  options: RunOptions,
): TE.TaskEither<RunError, Result> =>
async () => {
  const walk = stream(program as unknown as Program, model as Model, options);
  for (;;) {
    const next = await walk.next();
    if (next.done === true) { return next.value; }
  }
};

/**
 * The same as a promise, which throws a `BlockgenError` that carries the error.
 *
 * @example Two samples of one seed
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { ar, arpc } from "blockgen/dsl";
 * import { markovOracle, sample } from "blockgen/runtime";
 *
 * const model = markovOracle("the cat sat on the mat. the rat sat on the cat. ", { process: "uniform" });
 * const { rows } = await sample(arpc({ size: 8, steps: 4, by: ar.nll }), model, { length: 16, rows: 2, seed: 1 });
 * strictEqual(rows[0]!.nfe, 2 * (2 * 4 - 1));
 * ```
 */
export const sample = async <P, A>(
  program: P & Guard<Lacks<P, A>>,
  model: Model<A>,
  options: RunOptions,
): Promise<Result> => {
  const result = await run(program as unknown as Program, model as Model, options)();
  if (E.isLeft(result)) { throw new BlockgenError(result.left); }
  return result.right;
};

async function* events(
  nodes: readonly Node[],
  model: Model,
  options: RunOptions,
  trace: Event[],
): AsyncGenerator<Event> {
  const started = await start(nodes, model, options);
  if (E.isLeft(started)) { return yield { _tag: "Ended", result: started }; }
  const state = started.right;
  const notices = noticesOf(nodes, model.abilities);
  let done: E.Either<RunError, void> = E.right(undefined);
  let closed: E.Either<RunError, void> = done;
  try {
    yield { _tag: "Started", engine: model.engine, notices, rows: state.rows.length, length: options.length };
    done = yield* walkAll(blocksIn(nodes), state, trace);
  } finally {
    closed = await closeSession(state.session);
  }
  const failed = E.isLeft(done) ? done : closed;
  yield { _tag: "Ended", result: E.isLeft(failed) ? failed : resultOf(state, notices, trace) };
}

type Walking = AsyncGenerator<Event, E.Either<RunError, void>>;

/** The next event; a `RunError` on its way up (a backend that failed) becomes the end of the walk. */
const forward = async (walk: Walking): Promise<IteratorResult<Event, E.Either<RunError, void>>> => {
  try {
    return await walk.next();
  } catch (thrown) {
    if (isRunError(thrown)) { return { done: true, value: E.left(thrown) }; }
    throw thrown;
  }
};

async function* walkAll(
  nodes: readonly Blocks[],
  state: RunState,
  trace: Event[],
): AsyncGenerator<Event, E.Either<RunError, void>> {
  for (const node of nodes) {
    const walk = runBlocks(node, state);
    let next = await forward(walk);
    for (; next.done !== true; next = await forward(walk)) {
      if (state.trace !== "none") { trace.push(next.value); }
      yield next.value;
    }
    if (E.isLeft(next.value)) { return next.value; }
  }
  return E.right(undefined);
}

const start = async (
  nodes: readonly Node[],
  model: Model,
  options: RunOptions,
): Promise<E.Either<RunError, RunState>> => {
  if (!Array.isArray(nodes)) { return E.left(noProgram(nodes)); }
  const rows = rowsOf(model, options);
  if (E.isLeft(rows)) { return rows; }
  const problems = problemsOf(nodes, model.abilities, options.length);
  if (problems.length > 0) { return E.left({ _tag: "Mismatch", problems }); }
  const prefix = prefixProblem(nodes, rows.right);
  if (prefix !== null) { return E.left(prefix); }
  const stopped = abortion({ rows: rows.right, signal: options.signal });
  if (stopped !== null) { return E.left(stopped); }
  const { backend: wanted = "auto" } = options;
  const backend = typeof wanted === "object"
    ? E.right(wanted)
    : await sharedBackend(wanted === "auto" ? await automatic(demandsOf(nodes, model)) : wanted)();
  if (E.isLeft(backend)) { return backend; }
  const session = await openSession(model, rows.right, options);
  if (E.isLeft(session)) { return session; }
  return E.right({
    model,
    session: session.right,
    backend: backend.right,
    rows: rows.right,
    trace: options.trace ?? "none",
    signal: options.signal,
    selfConditions: everyNode(nodes).some(({ node }) => node._tag === "Predict" && node.self),
    previous: null,
    scratch: scratch(),
    settled: 0,
  });
};

/** What the compiler says of a forgotten beginning, for those who have none. */
const noProgram = (found: unknown): RunError => ({
  _tag: "WrongShape",
  what: "the program",
  want: "one that begins with pipe(open, ...), as that of blocks(...) does",
  found: `nodes that are ${typeof found}`,
});

const openSession = async (
  model: Model,
  rows: readonly Row[],
  { length }: RunOptions,
): Promise<E.Either<RunError, Session>> => {
  try {
    return E.right(await model.open({ rows: rows.length, length }));
  } catch (thrown) {
    return E.left({ _tag: "ModelFailed", stage: "open", reason: reasonOf(thrown) });
  }
};

const closeSession = async (session: Session): Promise<E.Either<RunError, void>> => {
  try {
    return E.right(await session.close?.());
  } catch (thrown) {
    return E.left({ _tag: "ModelFailed", stage: "close", reason: reasonOf(thrown) });
  }
};
