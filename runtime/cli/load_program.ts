import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import {
  buildSampler,
  type CodecError,
  describeCodecError,
  fromJson,
  fromLink,
  type Program,
  samplerNamed,
  samplers,
  type SamplerSettings,
} from "../../dsl/mod.ts";
import { failed, type Failure } from "./failure.ts";
import { kebab, suggestion } from "./nearest.ts";
import { readText } from "./read_text.ts";

/** A program, and what to call it. */
export interface NamedProgram {
  readonly name: string;
  readonly program: Program;
}

const isFile = (place: string): boolean => /\.json$|[./\\]/.test(place);

/** The program of a file or of a share link, the address before `#` or `=` included. */
export const readProgram = async (place: string): Promise<Either<Failure, NamedProgram>> => {
  const isLink = /^https?:/.test(place) || !isFile(place);
  return isLink ? decoded("the link", fromLink(place.replace(/^.*[#=]/, ""))) : await fromFile(place);
};

const fromFile = async (file: string): Promise<Either<Failure, NamedProgram>> => {
  const text = await readText(file);
  if (isLeft(text)) { return text; }
  try {
    return decoded(file, fromJson(JSON.parse(text.right)));
  } catch {
    return failed(`Cannot read ${file} as it must hold JSON: write one with blockgen explain NAME --json`);
  }
};

const decoded = (name: string, read: Either<CodecError, Program>): Either<Failure, NamedProgram> =>
  isLeft(read) ? failed(describeCodecError(read.left)) : right({ name, program: read.right });

/** The program of a named sampler. */
export const namedProgram = (name: string, settings: Partial<SamplerSettings>): Either<Failure, NamedProgram> => {
  const typed = kebab(name);
  const entry = samplerNamed(typed);
  const names = samplers.map((sampler) => sampler.name);
  return entry === undefined
    ? failed(`Cannot find the sampler ${JSON.stringify(name)}: ${suggestion(typed, names)}`)
    : right({ name: entry.name, program: buildSampler(entry, { ...entry.quick, ...settings }) });
};

/** A name where there is a sampler of that name, else a file or a link. */
export const findProgram = async (
  word: string,
  settings: Partial<SamplerSettings>,
): Promise<Either<Failure, NamedProgram>> => {
  const looksEncoded = isFile(word) || /^[A-Za-z0-9_-]{60,}$/.test(word);
  return looksEncoded ? await readProgram(word) : namedProgram(word, settings);
};
