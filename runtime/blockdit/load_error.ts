import { match } from "ts-pattern";
import { type CheckpointError, describeCheckpoint } from "../checkpoints/errors.ts";
import { describeEngineError, type EngineError } from "./choose_error.ts";

/** Why there is no model of a checkpoint: the checkpoint itself, the engine, or the place where this runs. */
export type LoadError = Readonly<
  | { _tag: "Checkpoint"; error: CheckpointError }
  | { _tag: "Engine"; error: EngineError }
  | { _tag: "NoDisk"; reference: string; reason: string }
>;

/** One sentence for a human: what was expected, what was found, what would work. */
export const describeLoadError = (error: LoadError): string =>
  match(error)
    .with({ _tag: "Checkpoint" }, (e) => describeCheckpoint(e.error))
    .with({ _tag: "Engine" }, (e) => describeEngineError(e.error))
    .with({ _tag: "NoDisk" }, (e) =>
      `Cannot load ${JSON.stringify(e.reference)} as there must be a disk to read: ${e.reason}; ` +
      "fetch model.safetensors and config.json, and load what checkpointFromBytes makes of them")
    .exhaustive();
