import { eventsOfRow } from "../timeline/events_of_row.ts";
import type { Moment } from "../timeline/moment.ts";
import { timelineOf } from "../timeline/timeline.ts";
import type { Event } from "../trace.ts";
import type { TokenNames } from "./token_sign.ts";

/** One row of a run, as every picture shows it. */
export interface Film {
  /** What ran: `arpc on masked noise`. */ readonly title: string;
  /** Short facts below the title: `NFE 45`, `seed 7`. */ readonly facts: readonly string[];
  readonly moments: readonly Moment[];
  /** Tokens that the row begins with. */ readonly prompt: readonly number[];
  /** A token in a cell; empty for a mask. */ readonly sign: (token: number) => string;
}

/** What the events of a run leave out. */
export interface FilmFacts {
  readonly title: string;
  readonly facts?: readonly string[];
  readonly prompt: readonly number[];
  readonly names: TokenNames;
  /** Was the token at this position fixed by the caller? Left out, the prompt's are. */
  readonly fixed?: (position: number) => boolean;
}

/**
 * A row of a run, from the events so far; pictures are drawn of it (`timelineSvg`, `timelineHtml`).
 *
 * @param events Those of trace level `stage`: other levels leave out what a picture shows.
 * @param row Its index in the batch.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { blockAncestral } from "blockgen/dsl";
 * import { filmOf, markovOracle, sample, timelineSvg, tokenNames } from "blockgen/runtime";
 *
 * const model = markovOracle("the cat sat on the mat. the rat sat on the cat. ");
 * const sampler = blockAncestral({ size: 8, steps: 2 });
 * const { trace } = await sample(sampler, model, { length: 8, trace: "stage" });
 * const names = tokenNames(model.symbols.length, (token) => model.symbols[token]!);
 * const film = filmOf(trace, 0, { title: "ancestral", prompt: [], names });
 * strictEqual(film.moments.map(({ label }) => label).join(" "), "noise 1/2 2/2 commit");
 * strictEqual(timelineSvg([film]).startsWith("<svg"), true);
 * ```
 */
export function filmOf(events: readonly Event[], row: number, facts: FilmFacts): Film {
  const { title, names, prompt, fixed } = facts;
  const moments = timelineOf(eventsOfRow(events, row), {
    prompt: prompt.length,
    ...(fixed === undefined ? {} : { fixed }),
    quote: names.quote,
    isMask: names.isMask,
  });
  return { title, facts: facts.facts ?? [], moments, prompt, sign: names.sign };
}
