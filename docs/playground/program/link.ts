import { describeCodecError, fromJson, samplerNamed } from "blockgen/dsl";
import { chain, type Either, left, map, mapLeft, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as v from "valibot";
import { fromBase64Url, jsonOf, toBase64Url } from "../../../dsl/interpreters/base64url.ts";
import { wordsOf } from "../../../dsl/interpreters/issue_words.ts";
import { withinLimits } from "../../../dsl/interpreters/limits.ts";
import type { Setup, SideSetup } from "../setup.ts";
import { setupSchema, type UnreadSide } from "./setup_schema.ts";

/** Longest link that is looked at, in characters. */
const MOST_LINK = 1_500_000;

/**
 * A setup as text behind the `#` of the page's address: base64url of its JSON.
 *
 * Not compressed: two samplers take 2 to 8 kB, which addresses hold; it is there at once (`CompressionStream` is not) and no small link
 * can unpack into a large one.
 *
 * @param setup One whose programs have no custom stage: the page cannot make any.
 */
export const setupToLink = (setup: Setup): string => toBase64Url(JSON.stringify(setup));

/**
 * The setup of such a text, with or without its `#`, or one sentence that says why it is none.
 *
 * It comes from anybody: every value is checked, sizes are limited, programs go through `fromJson`. What comes out is data: no part of it
 * is ever run as code, and texts in it are to be shown as text.
 */
export const setupFromLink = (link: string): Either<string, Setup> => {
  const text = link.replace(/^#/, "");
  return text.length > MOST_LINK
    ? left(`Cannot open the link as it must have at most ${MOST_LINK} characters: found ${text.length}`)
    : pipe(
      fromBase64Url(text),
      chain(jsonOf),
      chain(setupOf),
      mapLeft((reason) => `Cannot open the link as ${reason}`),
    );
};

/** The text of a setup that `setupFromLink` takes again, or one sentence that says why there is none. */
export const openLink = (setup: Setup): Either<string, string> => {
  const link = setupToLink(setup);
  return pipe(setupFromLink(link), map(() => link));
};

const setupOf = (json: unknown): Either<string, Setup> =>
  pipe(
    withinLimits(json),
    mapLeft(() => "it is larger than any setup"),
    chain(parsed),
    chain(({ sides: [a, b], ...rest }) =>
      pipe(
        sideOf(a, "the left program"),
        chain((first) =>
          pipe(sideOf(b, "the right program"), map((second): Setup => ({ ...rest, sides: [first, second] })))
        ),
      )
    ),
  );

const parsed = (json: unknown): Either<string, v.InferOutput<typeof setupSchema>> => {
  const result = v.safeParse(setupSchema, json);
  return result.success ? right(result.output) : left(wordsOf(result.issues[0]));
};

const sideOf = ({ model, sampler, nodes }: UnreadSide, which: string): Either<string, SideSetup> =>
  pipe(
    fromJson({ version: 1, nodes }),
    mapLeft((error) => describeCodecError(error).split("\n")[0]!.replace("Cannot read the program as", `in ${which}`)),
    // A name that the catalogue does not have (any more) is no reason to refuse a program.
    map((program) => ({
      model,
      sampler: sampler !== null && samplerNamed(sampler) !== undefined ? sampler : null,
      nodes: program.nodes,
    })),
  );
