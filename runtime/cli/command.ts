import type { Either } from "fp-ts/lib/Either.js";
import type { Arguments, Options } from "./arguments.ts";
import type { Failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** A subcommand: what its help says, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What stands behind the name: `NAME|FILE`. */ readonly words: string;
  /** How many words that may be: one, or none where `words` is empty, unless said. */ readonly mostWords?: number;
  readonly options: Options;
  readonly examples: readonly string[];
  /** Commands of its own, by the word behind its name; each reads its own options. */
  readonly subcommands?: readonly Command[];
  /** Ends in the exit code, or in why it could not. */
  readonly run: (args: Arguments, terminal: Terminal) => Promise<Either<Failure, number>>;
}
