import { gpuEngine } from "../../runtime/blockdit/mod.ts";
import { type Candidate, checkBlockDit } from "./blockdit.ts";
import { totalsOf } from "./report.ts";

/** What the golden networks came to on WebGPU. */
export interface OnWebGpu {
  /** The backends that really computed, each once. */ readonly ran: readonly string[];
  readonly passed: number;
  readonly failed: number;
  /** The names of the first cases that failed, each with its reason. */ readonly complaints: readonly string[];
}

/** Puts every golden case of a folder to gpu.js on WebGPU; runs where there is an adapter, as under Deno. */
export const goldenOnWebGpu = async (folder: string): Promise<OnWebGpu> => {
  const ran = new Set<string>();
  const candidate: Candidate = {
    name: "gpu.js on webgpu",
    open: ({ config, weights }) => {
      const engine = gpuEngine(config, weights, "webgpu");
      const dispose = (): void | Promise<void> => {
        ran.add(engine.backend());
        return engine.dispose();
      };
      return Promise.resolve({ ...engine, dispose });
    },
  };
  const report = await checkBlockDit(folder, [candidate]);
  const { passed, failed } = totalsOf([report]);
  const complaints = report.groups.flatMap(({ cases }) => cases)
    .filter(({ outcome }) => outcome._tag === "Failed").slice(0, 5)
    .map(({ name, outcome }) => `${name}: ${JSON.stringify(outcome)}`);
  return { ran: [...ran], passed, failed, complaints };
};
