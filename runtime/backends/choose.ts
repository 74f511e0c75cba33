import * as E from "fp-ts/lib/Either.js";
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import { GPU } from "gpu.js";
import { match } from "ts-pattern";
import type { Demands } from "../demands.ts";
import type { RunError } from "../errors.ts";
import type { Backend, BackendName } from "./backend.ts";
import { gpuBackend } from "./gpu.ts";
import { adapter, hasHardwareAdapter, hasHardwareWebGL2 } from "./hardware.ts";
import { hostBackend } from "./host.ts";

/** A page or one of its workers; Deno has `WorkerGlobalScope` too. */
const inBrowser = (): boolean => {
  const { Deno, document, WorkerGlobalScope } = globalThis as unknown as Record<string, unknown>;
  return Deno === undefined && (document !== undefined || WorkerGlobalScope !== undefined);
};

/** Backends that work here, fastest kind first; `cpu` and `host` always do. */
export const availableBackends = async (): Promise<BackendName[]> => {
  const found: [BackendName, boolean][] = [
    ["webgpu", await adapter() !== null],
    ["webgl2", GPU.isWebGL2Supported],
    ["headlessgl", GPU.isHeadlessGLSupported],
    ["webasm", GPU.isWebAssemblySupported],
    ["cpu", true],
    ["host", true],
  ];
  return found.flatMap(([name, works]) => (works ? [name] : []));
};

let hardware: Promise<boolean> | undefined;

/**
 * The backend that `auto` means for a run: WebGPU on a hardware adapter, else WebGL2 on one in a browser. Without them the host, which was
 * measured at least as fast as WebAssembly at all sizes tried (docs/engines.md): it reads logits in place, row by row, and needs no
 * margins. Only programs that cut predictions down (top-k, nucleus) sort whole vocabularies there, and run on WebAssembly while a
 * vocabulary is below `SORTED_FASTER`.
 */
export const automatic = async (run: Demands): Promise<BackendName> => {
  if (await (hardware ??= hasHardwareAdapter())) { return "webgpu"; }
  if (inBrowser() && hasHardwareWebGL2()) { return "webgl2"; }
  return run.cuts && run.vocabulary < SORTED_FASTER && GPU.isWebAssemblySupported ? "webasm" : "host";
};

/** From here on a sort takes less time than the sweeps by which devices find a cut. */
const SORTED_FASTER = 2 ** 15;

const best = async (available: readonly BackendName[]): Promise<Exclude<BackendName, "webgl">> => {
  if (await hasHardwareAdapter()) { return "webgpu"; }
  if (inBrowser() && hasHardwareWebGL2()) { return "webgl2"; }
  return available.includes("webasm") ? "webasm" : "cpu";
};

const open = (name: Exclude<BackendName, "webgl">): Backend =>
  match(name)
    .with("host", () => hostBackend)
    .with("webgpu", "webgl2", "headlessgl", "webasm", "cpu", (mode) => gpuBackend(mode))
    .exhaustive();

const unavailable = (backend: string, reason: string, available: readonly string[]): RunError => ({
  _tag: "BackendUnavailable",
  backend,
  reason,
  available,
});

/** The backend that is meant: the one that is named, or the best with `auto`; `BackendUnavailable` if it does not work here. */
export const chooseBackend =
  (wanted: BackendName | "auto"): TaskEither<RunError, Exclude<BackendName, "webgl">> => async () => {
    const available = await availableBackends();
    const name = wanted === "auto" ? await best(available) : wanted;
    return name === "webgl" || !available.includes(name)
      ? E.left(unavailable(name, "this JavaScript host does not offer it", available))
      : E.right(name);
  };

/**
 * Opens a backend: the one that is named, or with `auto` (for no run in particular) WebGPU on a hardware adapter, else WebGL2 on one in a browser, else
 * WebAssembly, else the cpu backend of gpu.js. One that does not work here ends in `BackendUnavailable`.
 */
export const openBackend = (wanted: BackendName | "auto"): TaskEither<RunError, Backend> => async () => {
  const name = await chooseBackend(wanted)();
  if (E.isLeft(name)) { return name; }
  const available = await availableBackends();
  return E.tryCatch(() => open(name.right), (thrown) => unavailable(name.right, String(thrown), available));
};
