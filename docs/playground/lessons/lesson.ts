import type { Moment } from "../../../runtime/timeline/moment.ts";
import type { Setup, SideSetup } from "../setup.ts";

/** A finished run of one side, as plain data. */
export interface LessonRun {
  readonly side: SideSetup;
  /** The text of each token; masks are behind them. */ readonly symbols: readonly string[];
  /** Tokens of the prompt. */ readonly prompt: number;
  /** The whole row. */ readonly tokens: readonly number[];
  readonly nfe: number;
  /** Exact bits per generated character; null if the model does not know them. */ readonly bits: number | null;
  /** What every step did to each position. */ readonly moments: readonly Moment[];
}

/** What a lesson's check looks at: two finished runs of one setup. */
export interface LessonResult {
  readonly setup: Setup;
  readonly runs: readonly [left: LessonRun, right: LessonRun];
}

/** What a check says of a result, in a sentence or two for the learner. */
export interface Verdict {
  readonly passed: boolean;
  readonly says: string;
}

/** A lesson of the workshop: data and a check. */
export interface Lesson {
  readonly number: number;
  readonly title: string;
  /** What one knows behind it, in a sentence. */ readonly goal: string;
  /** What to try, in order. */ readonly steps: readonly string[];
  /** What the page shows when the lesson opens; it fails the check. */ readonly start: Setup;
  /** A setup that passes. */ readonly solution: Setup;
  /** The same for the same runs. */ readonly grade: (result: LessonResult) => Verdict;
}
