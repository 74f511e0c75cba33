import type { BackendName } from "../../runtime/mod.ts";
import { type InUse, thousandRuns } from "./thousand_runs.ts";

interface Memory {
  readonly memory: { readonly usedJSHeapSize: number };
}

/** A thousand runs in a page: the bytes of its heap. */
export const memoryInPage = (backend: BackendName): Promise<InUse> =>
  thousandRuns(backend, () => (performance as unknown as Memory).memory.usedJSHeapSize);
