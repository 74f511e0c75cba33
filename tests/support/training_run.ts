import type { JaxLibrary } from "../../runtime/blockdit/jax/load.ts";
import { describeTrain, type TrainConfig, type TrainRecord, type TrainState } from "../../runtime/train/mod.ts";
import type { TrainData } from "../../runtime/train/data.ts";
import { train } from "../../runtime/train/trainer.ts";
import { toyTokens, V } from "./training_twin.ts";

/** A toy text as a run reads it. */
export const toyData: TrainData = {
  title: "toy",
  licence: "none",
  source: "tests",
  tokens: toyTokens(2000),
  validation: toyTokens(200, 1),
  vocabulary: V,
  lengths: Array.from({ length: V }, () => 1),
  tokenizerJson: "{}",
  decode: (tokens) => tokens.join(" "),
};

/** What a run said and left. */
export interface Ran {
  readonly updates: readonly TrainRecord[];
  readonly bits: readonly Readonly<Record<string, number>>[];
  readonly state: TrainState;
}

/** Runs until the budget is used, or stops before update `until`. */
export const runTraining = async (
  jax: JaxLibrary,
  config: TrainConfig,
  { data = toyData, from, until = Infinity }: { data?: TrainData; from?: TrainState; until?: number } = {},
): Promise<Ran> => {
  const stop = new AbortController();
  const updates: TrainRecord[] = [];
  const bits: Readonly<Record<string, number>>[] = [];
  let state: TrainState | undefined;
  const run = { config, data, signal: stop.signal, ...(from === undefined ? {} : { from }) };
  for await (const event of train(jax, run)) {
    if (event._tag === "Failed") { throw new Error(describeTrain(event.error)); }
    if (event._tag === "Saved") { state = event.state; }
    if (event._tag !== "Logged") { continue; }
    if (event.record.kind === "eval") { bits.push(event.record.bitsPerCharacter); }
    if (event.record.kind !== "train") { continue; }
    updates.push(event.record);
    if (event.record.step + 1 >= until) { stop.abort(); }
  }
  return { updates, bits, state: state! };
};

/** What of an update does not depend on the clock. */
export const timeless = ({ elapsed: _, ...rest }: TrainRecord): Omit<TrainRecord, "elapsed"> => rest;
