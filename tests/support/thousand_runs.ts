import { ar, arpc, blockAncestral } from "../../dsl/mod.ts";
import { type BackendName, randomTable, sample, tableOracle } from "../../runtime/mod.ts";

const programs = [arpc({ size: 4, steps: 3, by: ar.nll }), blockAncestral({ size: 2, steps: 2 })] as const;

const once = async (backend: BackendName, n: number): Promise<void> => {
  const noise = n % 2 === 0 ? "absorbing" : "uniform";
  const model = tableOracle({ table: randomTable(n, 3, 4), vocabulary: 3, length: 4, process: noise });
  const options = { length: 4, rows: 1 + n % 5, seed: n, backend, trace: n % 3 === 0 ? "stage" : "none" } as const;
  await (n % 4 < 2 ? sample(programs[0], model, options) : sample(programs[1], model, options));
};

/** Bytes in use at run 200 and at run 1,000. */
export interface InUse {
  readonly at200: number;
  readonly at1000: number;
}

/** Weak references and finalisers need turns of the event loop between collections. */
const collect = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) {
    (globalThis as unknown as { gc: () => void }).gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Runs a thousand times on a backend; `bytes` is asked after forced collections. */
export const thousandRuns = async (backend: BackendName, bytes: () => number): Promise<InUse> => {
  let at200 = 0;
  for (let n = 1; n <= 1000; n++) {
    await once(backend, n);
    if (n === 200) {
      await collect();
      at200 = bytes();
    }
  }
  await collect();
  return { at200, at1000: bytes() };
};
