import { match } from "ts-pattern";
import type { Process } from "../../dsl/mod.ts";

/** What can be wrong with `config.json`, or between it and the tensors; sentences name the field or the tensor. */
export type ConfigError = Readonly<
  | { _tag: "ConfigTooLong"; found: number; limit: number }
  | { _tag: "ConfigNotJson"; reason: string }
  | { _tag: "BadField"; field: string; want: string; found: string }
  /** What the caller says, against the rows of the embedding. */
  | { _tag: "BadVocabulary"; most: number; rows: number; found: number }
  | { _tag: "MissingTensor"; tensor: string; shape: readonly number[] }
  | { _tag: "WrongShape"; tensor: string; want: readonly number[]; found: readonly number[] }
  | { _tag: "UnexpectedTensor"; tensor: string }
  | { _tag: "NoEmbedding"; tensor: string; found: string }
  | { _tag: "ProcessUnknown"; reference: string }
  | { _tag: "ProcessConflict"; first: string; one: Process; second: string; other: Process }
>;

const file = "Cannot load the checkpoint";
const config = "Cannot read config.json";
const quoted = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);

/** One sentence for a human. */
export const describeConfig = (error: ConfigError): string =>
  match(error)
    .with({ _tag: "ConfigTooLong" }, (e) => `${config} as it must have at most ${e.limit} characters: found ${e.found}`)
    .with({ _tag: "ConfigNotJson" }, (e) => `${config} as it must be a JSON object: ${e.reason}`)
    .with({ _tag: "BadField" }, (e) => `${config} as ${e.field} must be ${e.want}: found ${e.found}`)
    .with({ _tag: "BadVocabulary" }, (e) =>
      `${file} as { vocabulary } must be a whole number from 1 to ${e.most}, as the embedding has ${e.rows} rows: found ${e.found}`)
    .with({ _tag: "MissingTensor" }, (e) =>
      `${file} as it must hold tensor ${quoted(e.tensor)} of shape [${e.shape}]: found no such name`)
    .with({ _tag: "WrongShape" }, (e) =>
      `${file} as tensor ${quoted(e.tensor)} must have shape [${e.want}], by config.json: found [${e.found}]`)
    .with({ _tag: "UnexpectedTensor" }, (e) =>
      `${file} as the network of config.json has no place for tensor ${quoted(e.tensor)}`)
    .with({ _tag: "NoEmbedding" }, (e) =>
      `${file} as tensor ${quoted(e.tensor)} must have 2 rows or more, one a token: found ${e.found}`)
    .with({ _tag: "ProcessUnknown" }, (e) =>
      `${file} ${quoted(e.reference)} as nothing says what noise it was trained with: ` +
      `name the process, "absorbing" or "uniform" (a folder that is called absorb or uniform says it by its name)`)
    .with({ _tag: "ProcessConflict" }, (e) =>
      `${file} as ${e.first} says ${e.one} noise and ${e.second} says ${e.other}: leave one of them out`)
    .exhaustive();
