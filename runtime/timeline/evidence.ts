import type { Formula } from "../../dsl/mod.ts";
import type { Event, StageRow, TokenProbability } from "../trace.ts";
import type { Opinions } from "./moment.ts";
import { percent, type ScoreWords, scoreWords } from "./score_words.ts";

/** A stage of a row that ran alone. */
export type Stage = Event & { _tag: "Stage" };

/** What the stages of an update have said of a position so far. */
export interface Evidence {
  readonly opinions: Opinions;
  /** Why the position was picked or not, in words. */ readonly words: string | null;
  /** What became of its draft where a speculative test was made. */ readonly test:
    | "accepted"
    | "replaced"
    | "refused"
    | null;
}

/** Collects the evidence as stages pass by. */
export class Witness {
  #by: Formula | null = null;
  #top: StageRow["top"];
  #ar: StageRow["arTop"];
  #arDraft: StageRow["arDraft"];
  #draft: StageRow["draft"];
  /** The draft before a speculative test changed it. */ #tested: StageRow["draft"];

  constructor(private readonly quote: (token: number) => string) {}

  /** Sees one more stage. */
  see({ stage, rows, by }: Stage): void {
    const row = rows[0]!;
    this.#by = by ?? this.#by;
    this.#top = row.top ?? this.#top;
    this.#ar = row.arTop ?? this.#ar;
    this.#arDraft = row.arDraft ?? this.#arDraft;
    this.#tested = stage === "Accept" ? this.#draft : this.#tested;
    this.#draft = row.draft;
  }

  /** What it knows of position `i` when a stage leaves this row. */
  of(row: StageRow, i: number): Evidence {
    const score = row.score?.[i];
    return {
      opinions: {
        ...present("top", this.#top?.[i]),
        ...present("ar", this.#arDraft?.[i]),
        ...present("arTop", this.#ar?.[i]),
        ...present("score", score),
      },
      ...(this.#tested === undefined ? { words: this.#scored(row, i), test: null } : this.#verdict(row, i)),
    };
  }

  #scored({ score, draft }: StageRow, i: number): string | null {
    if (this.#by === null || score?.[i] === undefined || draft?.[i] === undefined) { return null; }
    const words: ScoreWords = scoreWords(this.#by);
    return words(score[i]!, this.quote(draft[i]!));
  }

  /** In words what the speculative test decided. */
  #verdict({ picked, draft }: StageRow, i: number): Pick<Evidence, "words" | "test"> {
    const before = this.#tested![i]!;
    const gives = this.#arDraft?.[i] === undefined
      ? null
      : `AR gives ${this.quote(before)} ${percent(this.#arDraft[i]!)}`;
    if (!picked?.[i]) { return { words: "an earlier draft was refused", test: "refused" }; }
    return draft?.[i] === before
      ? { words: gives === null ? "accepted" : `accepted, ${gives}`, test: "accepted" }
      : { words: `AR's own draw, as the draft was refused${gives === null ? "" : `: ${gives}`}`, test: "replaced" };
  }
}

const present = <K extends string, V extends number | readonly TokenProbability[]>(
  name: K,
  value: V | undefined,
): { readonly [name in K]?: V } => value === undefined ? {} : { [name]: value } as { readonly [name in K]: V };
