import type { BackendName } from "../../runtime/mod.ts";
import { thousandRuns } from "./thousand_runs.ts";

/** A thousand runs in a process of their own, on the backend that the command line names; prints the bytes in use. */
const bytes = (): number => {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};
console.log(JSON.stringify(await thousandRuns(process.argv[2] as BackendName, bytes)));
