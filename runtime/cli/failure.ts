import { type Either, left } from "fp-ts/lib/Either.js";

/** Why a command ends early: one sentence, and 2 where the command line itself is wrong, else 1. */
export interface Failure {
  readonly code: 1 | 2;
  readonly sentence: string;
}

/** The command line is wrong. */
export const misused = (sentence: string): Either<Failure, never> => left({ code: 2, sentence });

/** The command line is fine, and what it asks for cannot be done. */
export const failed = (sentence: string): Either<Failure, never> => left({ code: 1, sentence });
