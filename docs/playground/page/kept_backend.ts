import type { BackendName } from "blockgen/runtime";

/** What a reader can choose to run on. */
export type BackendChoice = BackendName | "auto";

const KEY = "blockgen backend";

/** The choices, in the order in which the page lists them. */
export const backendNames: Readonly<Partial<Record<BackendChoice, string>>> = {
  auto: "automatic",
  webgpu: "WebGPU",
  webgl2: "WebGL 2",
  webasm: "WebAssembly",
  cpu: "JavaScript (gpu.js)",
  host: "JavaScript (float64)",
};

/** Some frames have no storage, and say so by throwing. */
const inStorage = <A>(act: (storage: Storage) => A): A | null => {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
};

/** The backend that was chosen in this tab, as a reload should not bring another one; automatic if none was. */
export const keptBackend = (): BackendChoice => {
  const kept = inStorage((storage) => storage.getItem(KEY));
  return kept !== null && Object.hasOwn(backendNames, kept) ? kept as BackendChoice : "auto";
};

/** Keeps a choice for as long as the tab is open. */
export const keepBackend = (choice: BackendChoice): void => {
  inStorage((storage) => storage.setItem(KEY, choice));
};
