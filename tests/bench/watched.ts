import { isLeft } from "fp-ts/lib/Either.js";
import { describeJaxMissing, jaxEngine, loadJax } from "../../runtime/blockdit/jax/mod.ts";
import { type Cache, type Engine, gpuEngine, hostEngine } from "../../runtime/blockdit/mod.ts";
import { describeOnnxMissing, engineOver, openOnnxSession } from "../../runtime/blockdit/onnx/mod.ts";
import { config, weights } from "./network.ts";

/** An engine whose calls of the network are timed and can be repeated. */
export interface Watched {
  readonly engine: Engine;
  /** Forgets what was watched. */ readonly reset: () => void;
  readonly milliseconds: () => number;
  /** The calls since then once more, in their order, with nothing between them. */ readonly repeat: () => Promise<
    void
  >;
}

/** Times calls, and keeps what it takes to make them again. */
const watch = () => {
  let again: (() => Promise<unknown>)[] = [];
  let spent = 0;
  return {
    call: async <A>(call: () => Promise<A>, repeated: () => Promise<unknown> = call): Promise<A> => {
      const started = performance.now();
      const answer = await call();
      spent += performance.now() - started;
      again.push(repeated);
      return answer;
    },
    reset: () => {
      [again, spent] = [[], 0];
    },
    milliseconds: () => spent,
    repeat: async () => {
      for (const call of again) { await call(); }
    },
  };
};

/** onnxruntime, watched where it is called: what the engine does around it counts as outside. */
export const watchedOnnx = async (): Promise<Watched | string> => {
  const opened = await openOnnxSession(config, weights);
  if (isLeft(opened)) { return describeOnnxMissing(opened.left); }
  const { session } = opened.right;
  const watching = watch();
  const run: typeof session.run = (feeds, fetches) => watching.call(() => session.run(feeds, fetches));
  return { ...watching, engine: engineOver({ ...opened.right, session: { run, release: () => session.release() } }) };
};

/** Any engine, watched where the session calls it; calls are repeated on a cache of their own, which grows as the first one did. */
export const watchedEngine = (engine: Engine): Watched => {
  const watching = watch();
  const open: Engine["open"] = (rows, length) => {
    const cache = engine.open(rows, length);
    let other: Cache | null = null;
    return {
      forward: (feed, keep) =>
        watching.call(
          () => cache.forward(feed, keep),
          () => (other ??= engine.open(rows, length)).forward(feed, keep),
        ),
      close: cache.close,
    };
  };
  return { ...watching, engine: { ...engine, open } };
};

const watchedJax = async (): Promise<Watched | string> => {
  const jax = await loadJax("wasm");
  return "_tag" in jax ? describeJaxMissing(jax) : watchedEngine(jaxEngine(jax, config, weights, "wasm"));
};

/** One engine of the bench. */
export interface Entrant {
  readonly open: () => Promise<Watched | string>;
  /** Tokens that each row gets: fewer where the network is slow. */ readonly generated: number;
  /** Rounds that count, behind those that compile. */ readonly rounds: number;
}

/** All engines, by name. */
export const entrants: Readonly<Record<"onnx" | "gpu" | "host" | "jax", Entrant>> = {
  onnx: { open: watchedOnnx, generated: 128, rounds: 7 },
  gpu: { open: () => Promise.resolve(watchedEngine(gpuEngine(config, weights, "webasm"))), generated: 48, rounds: 2 },
  host: { open: () => Promise.resolve(watchedEngine(hostEngine(config, weights))), generated: 16, rounds: 1 },
  jax: { open: watchedJax, generated: 16, rounds: 1 },
};
