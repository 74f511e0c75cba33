import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { Process } from "../../dsl/mod.ts";
import type { ConfigError } from "./config_error.ts";

/** Last parts of published paths. */
const BY_NAME: ReadonlyMap<string, Process> = new Map([["absorb", "absorbing"], ["uniform", "uniform"]]);

/**
 * The noise a checkpoint was trained with, from who knows it: its own section of `config.json`, the last part of its
 * path (as published: `.../absorb`, `.../uniform`), the caller.
 *
 * Nothing in the tensors tells: a mask looks like any other token. Sources that contradict each other are an error,
 * since either could be the mistake.
 */
export const processOf = (
  reference: string,
  own: Process | undefined,
  given: Process | undefined,
): Either<ConfigError, Process> => {
  const last = reference.split(/[/\\]/).filter((part) => part !== "").at(-1) ?? "";
  const said = ([
    ["config.json", own],
    [`the path (${last})`, BY_NAME.get(last)],
    ["the caller", given],
  ] as const).flatMap(([who, process]) => process === undefined ? [] : [{ who, process }]);
  const [first] = said;
  if (first === undefined) { return left({ _tag: "ProcessUnknown", reference }); }
  const other = said.find(({ process }) => process !== first.process);
  return other === undefined ? right(first.process) : left({
    _tag: "ProcessConflict",
    first: first.who,
    one: first.process,
    second: other.who,
    other: other.process,
  });
};
