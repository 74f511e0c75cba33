import { type Either, isLeft, left, mapLeft, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import type { Process } from "../../dsl/mod.ts";
import type { CheckpointError } from "../checkpoints/errors.ts";
import type { Checkpoint } from "../checkpoints/mod.ts";
import type { Model, Tokenizer } from "../model.ts";
import { reasonOf } from "../thrown.ts";
import { chooseEngine, type EngineChoice, type EngineOptions } from "./choose.ts";
import type { LoadError } from "./load_error.ts";
import { type Loadable, loadableInMemory } from "./loadable.ts";
import { blockDitModel } from "./model.ts";

/** How to load a checkpoint; every field may be left out. */
export interface LoadOptions extends EngineOptions {
  /** What computes it, default `auto`: see `chooseEngine`. */ readonly engine?: EngineChoice;
  /** The noise it was trained with, where neither its configuration nor its path says it. */
  readonly process?: Process | undefined;
  /**
   * Real tokens, where the embedding has more rows (padding) and the configuration does not say; a mask is the row behind them. A
   * checkpoint that was opened already has its vocabulary: see `CheckpointOptions`.
   */
  readonly vocabulary?: number;
  /** Instead of the name in its configuration. */ readonly name?: string;
  /** How its tokens are read, instead of the tokenizer.json beside it. */ readonly tokenizer?: Tokenizer;
  /** A folder with another tokenizer.json. */ readonly tokenizerFolder?: string;
  /** Address of the hub, default `$HF_ENDPOINT`, else https://huggingface.co. */ readonly endpoint?: string;
  /** Folder for downloads, default `$BLOCKGEN_CACHE`, else `~/.cache/blockgen`. */ readonly cache?: string;
  /** The hub's access token, for private repositories. */ readonly token?: string;
  /** Told as a download grows, in bytes. */
  readonly progress?: (progress: { readonly file: string; readonly received: number; readonly total: number }) => void;
  /** Stops a download, which keeps what has come. */ readonly signal?: AbortSignal;
}

/** A checkpoint as a model; `dispose` frees its weights. */
export interface CheckpointModel extends Model {
  /** Why texts are no prompts: the sentence on the missing tokenizer. */ readonly withoutTokenizer: string | null;
  /** What to know before reading its texts: a vocabulary that was guessed, an engine that was passed over. */
  readonly notices: readonly string[];
  readonly dispose: () => Promise<void>;
}

/** Opens what is on a disk; in a file of its own, which browsers never load. */
type OnDisk = (
  place: string | Checkpoint,
  options: LoadOptions,
) => Promise<Either<CheckpointError, Loadable>>;

/** Not a name that bundlers for browsers would follow: the file beside this one, in TypeScript or as it is shipped. */
const diskModule = (): string => new URL(`./load_node${/\.\w+$/.exec(import.meta.url)?.[0]}`, import.meta.url).href;

const onDisk = async (place: string | Checkpoint, options: LoadOptions): Promise<Either<LoadError, Loadable>> => {
  let open: OnDisk;
  try {
    const module = await import(diskModule()) as { readonly loadableOnDisk: OnDisk };
    open = module.loadableOnDisk;
  } catch (thrown) {
    const reference = typeof place === "string" ? place : place.name;
    return left({ _tag: "NoDisk", reference, reason: reasonOf(thrown) });
  }
  return pipe(await open(place, options), mapLeft((error): LoadError => ({ _tag: "Checkpoint", error })));
};

/** A checkpoint from anywhere, its numbers looked through, its tokenizer found; no engine yet. */
export const openLoadable = async (
  source: string | Checkpoint,
  options: LoadOptions,
): Promise<Either<LoadError, Loadable>> =>
  typeof source === "string" || "folder" in source ? await onDisk(source, options) : pipe(
    await loadableInMemory(source, options.tokenizer),
    mapLeft((error): LoadError => ({ _tag: "Checkpoint", error })),
  );

/** Puts it into an engine. */
export const modelOfLoadable = async (
  { checkpoint, abilities, tokenizer, withoutTokenizer, vocabularyNotice, close, ...weights }: Loadable,
  options: LoadOptions,
): Promise<Either<LoadError, CheckpointModel>> => {
  const { network, name } = checkpoint;
  const engine = await chooseEngine(options.engine ?? "auto", network, weights, options);
  if (isLeft(engine)) {
    close();
    return left({ _tag: "Engine", error: engine.left });
  }
  const parts = { name, config: network, engine: engine.right, abilities };
  const model = blockDitModel(tokenizer === null ? parts : { ...parts, tokenizer });
  const notices = [vocabularyNotice, engine.right.notice].filter((notice) => typeof notice === "string");
  const dispose = async (): Promise<void> => {
    await engine.right.dispose();
    close();
  };
  // Not spread: the engine's name is asked for when it has run.
  return right(
    Object.defineProperties(
      model,
      Object.getOwnPropertyDescriptors({ withoutTokenizer, notices, dispose }),
    ) as CheckpointModel,
  );
};

/**
 * A checkpoint as a model: weights in an engine, tokenizer, abilities.
 *
 * Of the weights one copy stays, the engine's, in float32 (`host`: float64), whatever the file holds. From a disk tensors are read one
 * at a time when the engine takes them, and onnxruntime maps float32 files by itself; 16-bit files it gets widened, so that while
 * it loads they are there twice. From memory float32 tensors are views of the bytes, which `host` and `gpu` keep beside their own copy.
 *
 * @param source A folder with `model.safetensors` and `config.json`, `hf:owner/name[/path/inside][@revision]`, or a checkpoint that
 * was opened, which is closed by this.
 * @returns The model, or why there is none: see `describeLoadError`. References need a disk (Node, Deno).
 *
 * @example A network of zeros finds every token equally likely
 * ```ts
 * import { isRight } from "fp-ts/lib/Either.js";
 * import { deepStrictEqual, ok } from "node:assert/strict";
 * import { ar, arpc } from "blockgen/dsl";
 * import { checkpointFromBytes, expectedTensors, loadCheckpointModel, run, writeConfig, writeSafetensors } from "blockgen/runtime";
 *
 * const network = { hidden: 8, heads: 2, blocks: 1, conditioning: 1, length: 16, vocabulary: 6, causalContext: true } as const;
 * const declared = { ...network, adaLN: false, activation: "gelu" } as const;
 * const tensors = expectedTensors(declared).map(({ name, shape }) => (
 *   { name, shape, values: new Float32Array(shape.reduce((size, extent) => size * extent)) }
 * ));
 * const config = writeConfig(declared, "zeros", { process: "absorbing", prediction: "full", blockSizes: "any" });
 * const checkpoint = await checkpointFromBytes(writeSafetensors(tensors), config);
 * if (!isRight(checkpoint)) { throw new Error("this is a checkpoint"); }
 *
 * const model = await loadCheckpointModel(checkpoint.right, { engine: "host" });
 * if (!isRight(model)) { throw new Error("this is a model"); }
 * const result = await run(arpc({ size: 4, steps: 2, by: ar.nll }), model.right, { length: 8, backend: "host" })();
 * ok(isRight(result));
 * deepStrictEqual([result.right.engine, result.right.nfe], ["host (float64)", 2 * 3]);
 * await model.right.dispose();
 * ```
 */
export const loadCheckpointModel = async (
  source: string | Checkpoint,
  options: LoadOptions = {},
): Promise<Either<LoadError, CheckpointModel>> => {
  const loadable = await openLoadable(source, options);
  return isLeft(loadable) ? loadable : await modelOfLoadable(loadable.right, options);
};
