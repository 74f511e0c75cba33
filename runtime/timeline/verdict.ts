import { match } from "ts-pattern";
import type { Cell } from "./moment.ts";

/** The stage that wrote the canvas last in an update; another one for stages of the user. */
export type Writer = "Posterior" | "Finish" | "Write" | "Renoise" | "another stage";

/** One position before and after an update. */
export interface Place {
  readonly before: number;
  readonly after: number;
  /** Did noise stand here? */ readonly wasNoise: boolean;
  readonly draft: number | null;
  readonly picked: boolean;
  /** What the score says of the draft, in words. */ readonly words: string | null;
}

/** How tokens are named. */
export interface Names {
  /** A token as the reader sees it, in quotes. */ readonly quote: (token: number) => string;
  readonly isMask: (token: number) => boolean;
}

type Verdict = Pick<Cell, "kind" | "rejected" | "why">;

const verdict = (kind: Cell["kind"], why: string, rejected: number | null = null): Verdict => ({ kind, why, rejected });

/** What an update did to a position, and why. */
export const verdictOf = (writer: Writer, place: Place, names: Names): Verdict =>
  match(writer)
    .with("Renoise", () => renoised(place, names))
    .with("Write", () => place.picked ? arrived(place, names) : stayed(place, names, "waits for its turn"))
    .with("Finish", () => place.after === place.before ? verdict("kept", "kept to the end") : arrived(place, names))
    .with("Posterior", "another stage", () => drawn(place, names))
    .exhaustive();

const because = (words: string | null): string => words === null ? "" : `: ${words}`;

const renoised = (place: Place, names: Names): Verdict => {
  const { draft, before, words, wasNoise } = place;
  if (place.picked && wasNoise) { return verdict("rejected", `draft not taken${because(words)}`, draft); }
  if (place.picked) { return verdict("renoised", `re-noised${because(words)}`, draft); }
  if (!wasNoise && draft === before) { return verdict("kept", `kept${because(words)}`); }
  return verdict("drafted", `${arrival(place, names)}${because(words)}`);
};

const drawn = (place: Place, names: Names): Verdict => {
  if (place.after === place.before) { return stayed(place, names, ""); }
  if (names.isMask(place.after)) { return verdict("renoised", "masked again by the sampler", place.before); }
  return arrived(place, names);
};

const stayed = ({ before, wasNoise }: Place, names: Names, waiting: string): Verdict => {
  if (!wasNoise) { return verdict("kept", "kept"); }
  const still = names.isMask(before) ? "still masked" : "still as the noise left it";
  return verdict("noise", waiting === "" ? still : waiting);
};

const arrived = (place: Place, names: Names): Verdict => verdict("drafted", arrival(place, names));

const arrival = ({ before, after, wasNoise }: Place, { quote, isMask }: Names): string => {
  if (isMask(before)) { return `unmasked as ${quote(after)}`; }
  if (after === before) { return `taken over as ${quote(after)}`; }
  return `${wasNoise ? "noise" : "changed from"} ${quote(before)} ${wasNoise ? "became" : "to"} ${quote(after)}`;
};
