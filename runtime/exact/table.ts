import type { Prediction } from "../../dsl/mod.ts";
import type { LogVector } from "./vector.ts";

/** Log-probabilities `[position][token]` and what they mean; equal tables are the same object with the same `id`. */
export interface Table {
  readonly id: number;
  readonly logs: readonly LogVector[];
  /** Full, leave-one-out or undeclared. */ readonly kind: Prediction;
  /** Were visible positions replaced by certainty of their token? */ readonly visible: "carryOver" | "raw";
}

/** Makes tables, each only once: run states that hold equal predictions are then equal states. */
export type Intern = (logs: readonly LogVector[], kind: Prediction, visible: Table["visible"]) => Table;

/** A fresh collection of tables. */
export const interning = (): Intern => {
  const known = new Map<string, Table>();
  return (logs, kind, visible) => {
    const key = `${kind}|${visible}|${logs.map((row) => row.join(",")).join(";")}`;
    const found = known.get(key) ?? { id: known.size, logs, kind, visible };
    known.set(key, found);
    return found;
  };
};
