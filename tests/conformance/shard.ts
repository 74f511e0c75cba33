/** One worker of the runtime's conformance: compares every n-th configuration and prints a line of JSON for each. */
import type { BackendName } from "../../runtime/backends/backend.ts";
import { readGolden } from "../support/golden.ts";
import { compareConfig } from "./runtime.ts";
import type { SamplersSet } from "./samplers.ts";

const [folder, index, count, samples, backend] = process.argv.slice(2) as [string, string, string, string, string];
const configs = readGolden<SamplersSet>("samplers.json", folder)?.configs ?? [];
for (const [i, config] of configs.entries()) {
  if (i % Number(count) !== Number(index)) continue;
  const compared = await compareConfig(config, { samples: Number(samples), backend: backend as BackendName });
  console.log(JSON.stringify({ id: config.id, compared }));
}
