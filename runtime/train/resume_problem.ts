import { sameSettings } from "./config.ts";
import type { TrainError } from "./errors.ts";
import type { TrainRun } from "./events.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { TrainState } from "./state.ts";

/**
 * Why a run cannot go on from a state, or null: `BadState` where the state belongs to other settings, `OtherText` where it was trained
 * on another text. A state that names no text may be of any: those of earlier versions, and those that begin from another network.
 *
 * @param file Where the state comes from, for the sentence.
 */
export const resumeProblem = (
  { settings, text }: Pick<TrainState, "settings" | "text">,
  { config, data }: Pick<TrainRun, "config" | "data">,
  file = "the state that was given",
): TrainError | null => {
  if (!sameSettings(settings, config)) {
    return { _tag: "BadState", file, reason: `its settings are ${settings}, and not those that were given` };
  }
  return text === undefined || text === fingerprintOf(data) ? null : { _tag: "OtherText", file };
};
