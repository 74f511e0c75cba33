import type { Process } from "../../dsl/mod.ts";
import type { Model } from "../model.ts";
import type { RowResult } from "../trace.ts";

/** Who plays: a model of each noise, and who judges their texts. */
export interface Cast {
  /** "an exact model of Genesis" */ readonly title: string;
  /** What a text is counted in. */ readonly unit: "characters" | "tokens";
  /** How each text begins: like a line. */ readonly prompt: string;
  readonly model: (process: Process) => Model;
  /** Mean bits per character of the texts of a run; null where there is no judge. */
  readonly bits: (rows: readonly RowResult[]) => Promise<number | null>;
  /** Where these bits are from, a sentence; asked for when the texts are there. */ readonly judge: () => Promise<
    string
  >;
  readonly dispose: () => Promise<void>;
}

/** How a show is played unless the caller says otherwise. */
export interface Staging {
  /** Of a text. */ readonly length: number;
  /** Updates of a block. */ readonly steps: number;
  /** Of every prediction. */ readonly temperature: number;
}
