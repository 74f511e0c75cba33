import * as E from "fp-ts/lib/Either.js";
import { timelineSvg } from "../../../../runtime/pictures/mod.ts";
import { loadCode } from "../../chunks.ts";
import { scriptOf } from "../../program/script.ts";
import { type Half, notice, setup, titles } from "../store.ts";
import { filmOfSide } from "./film.ts";
import { saveFile } from "./save_file.ts";
import { traceJson } from "./trace_json.ts";

/** A kind of file. */
export interface FormatFacts {
  readonly text: string;
  readonly ending: string;
  readonly type: string;
  /** Is there nothing to save before a run has ended? */ readonly needsRun: boolean;
  readonly content: (half: Half) => E.Either<string, string> | Promise<E.Either<string, string | Uint8Array>>;
}

const facts = (
  text: string,
  ending: string,
  type: string,
  content: FormatFacts["content"],
  needsRun = true,
): FormatFacts => ({ text, ending, type, content, needsRun });

const fileName = (half: Half, ending: string): string =>
  `blockgen-${setup.value.sides[half].sampler ?? "own"}-${titles[half].toLowerCase()}.${ending}`;

/** What a side can be saved as. */
export const formats = {
  script: facts(
    "script for Node or Deno",
    "mts",
    "text/plain",
    (half) => scriptOf(setup.value, half, fileName(half, "mts")),
    false,
  ),
  json: facts("trace as JSON", "json", "application/json", (half) => E.right(traceJson(half))),
  svg: facts("picture as SVG", "svg", "image/svg+xml", (half) => E.right(timelineSvg([filmOfSide(half)]))),
  film: facts(
    "animated SVG",
    "animated.svg",
    "image/svg+xml",
    (half) => E.right(timelineSvg([filmOfSide(half)], { animated: true })),
  ),
  gif: facts("animated GIF", "gif", "image/gif", async (half) => {
    const { timelineGif } = await loadCode<typeof import("./gif.ts")>("gif");
    return E.right(await timelineGif(filmOfSide(half)));
  }),
} as const satisfies Record<string, FormatFacts>;

/** The name of a kind of file. */
export type Format = keyof typeof formats;

/** Saves a side as a file; a sentence says if it cannot be one. */
export const save = async (half: Half, format: Format): Promise<void> => {
  const { ending, type, content } = formats[format];
  const found = await Promise.resolve(content(half)).catch((thrown) => E.left(String(thrown)));
  if (E.isLeft(found)) {
    notice.value = { text: found.left, alarm: true };
    return;
  }
  saveFile(fileName(half, ending), type, found.right);
};
