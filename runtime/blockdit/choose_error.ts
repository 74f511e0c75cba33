import { match } from "ts-pattern";
import { describe, type RunError } from "../errors.ts";
import { describeJaxMissing, type JaxMissing } from "./jax/missing.ts";
import { describeOnnxMissing, type OnnxMissing } from "./onnx/missing.ts";

/** Why an engine cannot compute a network here. */
export type EngineError =
  | OnnxMissing
  | JaxMissing
  | Readonly<
    | { _tag: "NoSuchEngine"; wanted: string; names: readonly string[] }
    | { _tag: "NoDevice"; error: RunError }
    | { _tag: "EngineFailed"; engine: string; reason: string }
  >;

/** One sentence for a human: what was expected, what was found, what would work. */
export const describeEngineError = (error: EngineError): string =>
  match(error)
    .with({ _tag: "OnnxMissing" }, { _tag: "OnnxRefused" }, describeOnnxMissing)
    .with({ _tag: "JaxMissing" }, { _tag: "NoJaxDevice" }, describeJaxMissing)
    .with({ _tag: "NoSuchEngine" }, (e) =>
      `Cannot find the engine ${JSON.stringify(e.wanted)}: choose one of ${e.names.join(", ")}`)
    .with({ _tag: "NoDevice" }, (e) =>
      describe(e.error))
    .with({ _tag: "EngineFailed" }, (e) =>
      `Cannot load the network into the engine ${e.engine} as it failed: ${e.reason}; name another engine`)
    .exhaustive();
