import { type Abilities, type Body, check, fromJson } from "blockgen/dsl";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { AskedWorker } from "./asked_worker.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Evaluated } from "./evaluation.ts";
import { functionBody } from "./module_text.ts";
import { lineAt, problemDiagnostic } from "./problem_places.ts";
import type { TypesAnswer, TypesQuestion } from "./types_message.ts";

/** The workers that read programs. */
export interface Readers {
  readonly evaluate: AskedWorker<string, Evaluated>;
  readonly types: AskedWorker<TypesQuestion, TypesAnswer>;
}

/** A program that can run, or what keeps the text from being one. */
export type Reading = Either<readonly Diagnostic[], Body>;

/** How long a text may run. */
export const MOST_MILLISECONDS = 2_000;

const wrong = (sentence: string, from: number, to: number): Reading => left([{ from, to, sentence, detail: null }]);

/** Runs a text in the worker and checks what comes out: as it is, or, if it has types, when TypeScript has taken them out. */
export const readProgram = async (
  source: string,
  abilities: Abilities | null,
  readers: Readers,
): Promise<Reading> => {
  const body = functionBody(source);
  if (!isLeft(body)) { return await run(source, body.right, abilities, readers); }
  if (body.left._tag === "Wrong") { return wrong(body.left.sentence, body.left.from, body.left.to); }
  const stripped = await readers.types.ask({ _tag: "Strip", source });
  if (isLeft(stripped) || stripped.right._tag !== "Stripped") {
    return wrong("TypeScript did not load, and without it this text has to do without types.", 0, source.length);
  }
  const plain = functionBody(stripped.right.source);
  return isLeft(plain)
    ? wrong("The text cannot be run.", 0, source.length)
    : await run(source, plain.right, abilities, readers);
};

const run = async (
  source: string,
  body: string,
  abilities: Abilities | null,
  { evaluate }: Readers,
): Promise<Reading> => {
  const answer = await evaluate.ask(body);
  if (isLeft(answer)) {
    return answer.left === "late"
      ? wrong(`The text did not come to an end within ${MOST_MILLISECONDS / 1000} seconds.`, 0, source.length)
      : wrong("The worker that runs the text failed.", 0, source.length);
  }
  if (answer.right._tag === "Failed") {
    const { sentence, line } = answer.right;
    return wrong(sentence, ...(line === null ? [0, source.length] as const : lineAt(source, line)));
  }
  return checked(source, answer.right.json, abilities);
};

/** The worker has run a reader's text: what it sends is read like anything from outside. */
const checked = (source: string, json: unknown, abilities: Abilities | null): Reading => {
  const program = fromJson(json);
  if (isLeft(program)) { return wrong("What the text exports is no program.", 0, source.length); }
  const problems = check(program.right, abilities ?? undefined);
  return problems.length === 0
    ? right(program.right.nodes)
    : left(problems.map((problem) => problemDiagnostic(source, program.right.nodes, problem)));
};
