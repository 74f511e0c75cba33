import { match } from "ts-pattern";
import type { Cell } from "./moment.ts";

/** The stage that wrote the canvas last in an update; another one for stages of the user. */
export type Writer = typeof writers[number] | "another stage";

/** The stages that write the canvas. */
export const writers = ["Posterior", "Finish", "Write", "Renoise", "Redraw"] as const;

/** One position before and after an update. */
export interface Place {
  readonly before: number;
  readonly after: number;
  /** Did noise stand here? */ readonly wasNoise: boolean;
  readonly draft: number | null;
  readonly picked: boolean;
  /** What the score, or a speculative test, says of the draft, in words. */ readonly words: string | null;
  /** What became of the draft in a speculative test. */ readonly test: "accepted" | "replaced" | "refused" | null;
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
    .with("Write", () => written(place, names, "waits for its turn"))
    .with("Redraw", () => written(place, names, ""))
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

/** Picked positions took the draft's token, or noise if the stage has a level for that; of the others some stages take the draft's too. */
const written = (place: Place, names: Names, waiting: string): Verdict => {
  const { before, after, draft, picked, words, wasNoise, test } = place;
  if (after === draft && (after !== before || picked && wasNoise)) {
    return verdict("drafted", `${arrival(place, names)}${because(words)}`);
  }
  if (test === "refused" && wasNoise) { return verdict("rejected", `draft not taken${because(words)}`, draft); }
  if (after === before) {
    return !wasNoise && picked
      ? verdict("kept", `drawn again, the same${because(words)}`)
      : stayed(place, names, waiting);
  }
  const noise = names.isMask(after) ? "masked again" : "noise again";
  return verdict(wasNoise ? "rejected" : "renoised", `${noise}${because(words)}`, wasNoise ? draft : before);
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
