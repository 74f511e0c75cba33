import { array } from "fp-ts/lib/Array.js";
import { Applicative, chain, type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { basename } from "node:path";
import { cost, type Program, samplerNamed, type SamplerSettings } from "../../dsl/mod.ts";
import { endingAtEos } from "../eval/gsm8k/mod.ts";
import { inBlocks } from "../eval/sweep/in_blocks.ts";
import { stepsWithin } from "../eval/sweep/steps_within.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { checkKnobs } from "./knobs.ts";
import { type NamedProgram, namedProgram, readProgram } from "./load_program.ts";
import { kebab } from "./nearest.ts";
import { samplerSettings } from "./sampler_options.ts";
import { numberAt, positive } from "./values.ts";

/** A sampler of an evaluation. */
export interface EvaluatedSampler {
  readonly name: string;
  readonly program: Program;
  /** Updates of a block, where the sampler has that knob. */ readonly steps: number | null;
  /** Function evaluations of a whole block at most. */ readonly nfePerBlock: number;
}

/** What a sampler is built for. */
interface Frame {
  /** Tokens of a row. */ readonly length: number;
  /** Whether rows can end early. */ readonly ends: boolean;
}

/** The paper's block size on GSM8K. */
const usualBlock = 16;

/** A program as it is evaluated: in blocks, over when rows are. */
const evaluated = (
  { name, program }: NamedProgram,
  steps: number | null,
  block: number,
  { length, ends }: Frame,
): EvaluatedSampler => {
  const blocks = inBlocks(program, block);
  return {
    name,
    program: ends ? endingAtEos(blocks) : blocks,
    steps,
    nfePerBlock: cost(blocks, { length }).perBlock.reduce((most, one) => Math.max(most, one.most), 0),
  };
};

const named = (
  name: string,
  given: Partial<SamplerSettings>,
  nfe: number | undefined,
  frame: Frame,
): Either<Failure, EvaluatedSampler> => {
  const entry = samplerNamed(kebab(name));
  const block = given.block ?? usualBlock;
  const settings = { ...given, block };
  const steps = entry === undefined || nfe === undefined
    ? undefined
    : stepsWithin(entry, { ...entry.quick, ...settings }, { nfe, block, length: block });
  if (steps === null) { return failed(`Cannot run ${name} within ${nfe} NFE a block as one step costs more`); }
  const built = namedProgram(name, { ...settings, ...(steps === undefined ? {} : { steps }) });
  if (isLeft(built)) { return built; }
  const taken = entry !== undefined && "steps" in entry.parameters
    ? steps ?? given.steps ?? entry.quick?.steps ?? entry.parameters.steps ?? null
    : null;
  return right(evaluated(built.right, taken, block, frame));
};

/** The program of a file or a link, by the file's name alone: records are called after it. */
const written = async (place: string, block: number, frame: Frame): Promise<Either<Failure, EvaluatedSampler>> => {
  const read = await readProgram(place);
  if (isLeft(read)) { return read; }
  const name = basename(read.right.name).replace(/\.json$/, "").replaceAll(" ", "-");
  return right(evaluated({ ...read.right, name }, null, block, frame));
};

const namesOf = (args: Arguments): Either<Failure, readonly string[]> => {
  const [one, several] = [valueAt(args, "sampler"), valueAt(args, "samplers")];
  if (several !== undefined && one !== undefined) {
    return misused("Cannot read both --sampler and --samplers: leave one out");
  }
  const usual = valueAt(args, "program") === undefined ? ["arpc"] : [];
  const names = (several ?? one)?.split(",").map((name) => name.trim()) ?? usual;
  return new Set(names.map(kebab)).size < names.length ? misused("Cannot compare a sampler with itself") : right(names);
};

const settingsFor = (args: Arguments): Either<Failure, Partial<SamplerSettings>> => {
  const settings = samplerSettings(args);
  return isRight(settings) && valueAt(args, "nfe") !== undefined && settings.right.steps !== undefined
    ? misused("Cannot read both --nfe and --steps: NFE decides the steps of each sampler")
    : settings;
};

/**
 * The samplers that a command line names, each with its own number of steps where `--nfe` says what a block may cost, and the program
 * of `--program` before them.
 */
export const samplersOf = async (
  args: Arguments,
  frame: Frame,
): Promise<Either<Failure, readonly EvaluatedSampler[]>> => {
  const names = namesOf(args);
  if (isLeft(names)) { return names; }
  const settings = settingsFor(args);
  if (isLeft(settings)) { return settings; }
  const nfe = numberAt(args, "nfe", positive);
  if (isLeft(nfe)) { return nfe; }
  const place = valueAt(args, "program");
  const own = place === undefined ? [] : [await written(place, settings.right.block ?? usualBlock, frame)];
  const found = [...own, ...names.right.map((name) => named(name, settings.right, nfe.right, frame))];
  // Whole rows are cut into blocks as well.
  const { block: _block, ...others } = settings.right;
  const knobs = checkKnobs(others, names.right.length === 0 && place !== undefined ? [place] : names.right);
  return pipe(array.sequence(Applicative)(found), chain((samplers) => isLeft(knobs) ? knobs : right(samplers)));
};
