import { hostEngine } from "../../runtime/blockdit/mod.ts";
import type { Candidate } from "./blockdit.ts";

/** Every engine, and every backend of it that runs in this process. */
export const engines: readonly Candidate[] = [
  { name: "host", open: ({ config, weights }) => Promise.resolve(hostEngine(config, weights)) },
];
