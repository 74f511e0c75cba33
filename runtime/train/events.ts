import type { TrainConfig } from "./config.ts";
import type { TrainData } from "./data.ts";
import type { TrainError } from "./errors.ts";
import type { LogRecord } from "./log.ts";
import type { StateTensors, TrainState } from "./state.ts";

/** What happens while a run goes on, as data. */
export type TrainEvent = Readonly<
  /** An update or an evaluation, for the log. */ | { _tag: "Logged"; record: LogRecord; done: number }
  /** The state between two updates; `ending` says why there is one. */
  | { _tag: "Saved"; state: TrainState; ending: "time to save" | "stopped" | "finished" }
  /**
   * The last event of a run that cannot go on: `Diverged`; what was saved before is the last good state. The only one of a run that
   * cannot begin: `TextTooShort`, `OtherRows`, and `BadState` or `OtherText` where `from` is another run's.
   */
  | { _tag: "Failed"; error: TrainError }
>;

/** What a run is told besides its settings. */
export interface TrainRun {
  readonly config: TrainConfig;
  readonly data: TrainData;
  /** Goes on from here, with the same settings and text; from the beginning if absent. */ readonly from?: TrainState;
  /** Stops between two updates, with the state. */ readonly signal?: AbortSignal;
  /** Makes texts to be read, by name of the sampler, at every evaluation: see `sampleTexts`. */
  readonly sample?: (averages: Pick<StateTensors, "ema">) => Promise<ReadonlyMap<string, string>>;
}
