import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import type { Finding } from "./step.ts";

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean }>
  >;
}

/** What a lockfile must not say (addresses: every machine has its own registry) and must say (a hash for every package). */
export const lockfileComplaints = (text: string): readonly string[] =>
  Object.entries((JSON.parse(text) as Lockfile).packages).flatMap(([name, entry]) => {
    if (name === "" || entry.link) return [];
    return [
      ...(entry.resolved === undefined ? [] : [`${name} has an address: ${entry.resolved}`]),
      ...(entry.integrity === undefined ? [`${name} has no integrity hash`] : []),
    ];
  });

/** Checks the lockfile of the repository. */
export const checkLockfile = (): Promise<Finding> => {
  const complaints = lockfileComplaints(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Promise.resolve({ ok: complaints.length === 0, text: complaints.join("\n") });
};
