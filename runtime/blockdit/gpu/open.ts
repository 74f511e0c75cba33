import * as E from "fp-ts/lib/Either.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import type { BackendName } from "../../backends/backend.ts";
import { availableBackends, chooseBackend } from "../../backends/choose.ts";
import type { RunError } from "../../errors.ts";
import type { NetworkConfig } from "../config.ts";
import type { Engine, Weights } from "../engine.ts";
import { gpuEngine } from "./engine.ts";

/** The gpu.js engine on a backend that works here, or on the best with `auto`; else `BackendUnavailable`. */
export const openGpuEngine = (
  config: NetworkConfig,
  weights: Weights,
  wanted: Exclude<BackendName, "host" | "webgl"> | "auto",
): TaskEither<RunError, Engine> =>
async () => {
  const name = await chooseBackend(wanted)();
  if (E.isLeft(name)) { return name; }
  const mode = name.right;
  const available = await availableBackends();
  const failed = (reason: string): RunError => ({ _tag: "BackendUnavailable", backend: mode, reason, available });
  return mode === "host"
    ? E.left(failed("it is an engine of its own"))
    : E.tryCatch(() => gpuEngine(config, weights, mode), (thrown) => failed(String(thrown)));
};
