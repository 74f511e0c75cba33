import { array } from "fp-ts/lib/Array.js";
import { Applicative, chain, type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { basename } from "node:path";
import { cost, type Program, samplerNamed, type SamplerSettings } from "../../dsl/mod.ts";
import { endingAtEos } from "../eval/gsm8k/mod.ts";
import { inBlocks } from "../eval/sweep/in_blocks.ts";
import { nfePerBlock, stepsWithin } from "../eval/sweep/steps_within.ts";
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

/** The samplers of an evaluation. */
export interface ChosenSamplers {
  /** Each has a name of its own: records and reports are called after it. */ readonly samplers:
    readonly EvaluatedSampler[];
  /** What to know of them, in sentences. */ readonly notices: readonly string[];
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
  if (steps === null) {
    const costs = nfePerBlock(entry!, { ...entry!.quick, ...settings }, { block, length: block });
    return failed(
      "steps" in entry!.parameters
        ? `Cannot run ${name} within ${nfe} NFE a block as one step costs more`
        : `Cannot run ${name} within ${nfe} NFE a block as it costs up to ${costs}, and has no steps to take fewer of`,
    );
  }
  const built = namedProgram(name, { ...settings, ...(steps === undefined ? {} : { steps }) });
  if (isLeft(built)) { return built; }
  const taken = entry !== undefined && "steps" in entry.parameters
    ? steps ?? given.steps ?? entry.quick?.steps ?? entry.parameters.steps ?? null
    : null;
  return right(evaluated(built.right, taken, block, frame));
};

/** The program of a file or a link, by the file's name alone, and never by that of a sampler beside it. */
const written = async (
  place: string,
  others: readonly string[],
  block: number,
  frame: Frame,
): Promise<Either<Failure, EvaluatedSampler>> => {
  const read = await readProgram(place);
  if (isLeft(read)) { return read; }
  const own = basename(read.right.name).replace(/\.json$/, "").replaceAll(" ", "-");
  // Some disks take names in capitals for the same.
  const name = others.map(kebab).includes(own.toLowerCase()) ? `${own}-program` : own;
  return right(evaluated({ ...read.right, name }, null, block, frame));
};

/** A program has its steps in it, whatever a block may cost: refused where it is alone, told where it is compared. */
const budgetNotices = (own: EvaluatedSampler | undefined, nfe: number | undefined): readonly string[] =>
  own === undefined || nfe === undefined || own.nfePerBlock === nfe ? [] : [
    `${own.name} has its own steps in it and costs up to ${own.nfePerBlock} NFE a block: --nfe ${nfe} is for the others.`,
  ];

const namesOf = (args: Arguments): Either<Failure, readonly string[]> => {
  const [one, several] = [valueAt(args, "sampler"), valueAt(args, "samplers")];
  if (several !== undefined && one !== undefined) {
    return misused("Cannot read both --sampler and --samplers: leave one out");
  }
  const usual = valueAt(args, "program") === undefined ? ["arpc"] : [];
  const names = (several ?? one)?.split(",").map((name) => name.trim()) ?? usual;
  return new Set(names.map(kebab)).size < names.length ? misused("Cannot compare a sampler with itself") : right(names);
};

/** What a command line says of samplers. */
interface Asked {
  readonly names: readonly string[];
  /** Where a program of one's own is. */ readonly place: string | undefined;
  readonly settings: Partial<SamplerSettings>;
  readonly nfe: number | undefined;
}

const askedOf = (args: Arguments): Either<Failure, Asked> => {
  const [names, settings, nfe] = [namesOf(args), samplerSettings(args), numberAt(args, "nfe", positive)];
  if (isLeft(names)) { return names; }
  if (isLeft(settings)) { return settings; }
  if (isLeft(nfe)) { return nfe; }
  const place = valueAt(args, "program");
  if (nfe.right !== undefined && settings.right.steps !== undefined) {
    return misused("Cannot read both --nfe and --steps: NFE decides the steps of each sampler");
  }
  return nfe.right !== undefined && names.right.length === 0
    ? misused(`Cannot use --nfe as ${place} has its own steps in it: change them there, or name others with --samplers`)
    : right({ names: names.right, place, settings: settings.right, nfe: nfe.right });
};

/**
 * The samplers that a command line names, each with its own number of steps where `--nfe` says what a block may cost, and the program
 * of `--program` before them.
 */
export const samplersOf = async (args: Arguments, frame: Frame): Promise<Either<Failure, ChosenSamplers>> => {
  const asked = askedOf(args);
  if (isLeft(asked)) { return asked; }
  const { names, place, settings, nfe } = asked.right;
  const own = place === undefined ? [] : [await written(place, names, settings.block ?? usualBlock, frame)];
  const found = [...own, ...names.map((name) => named(name, settings, nfe, frame))];
  // Whole rows are cut into blocks as well.
  const { block: _block, ...others } = settings;
  const knobs = checkKnobs(others, names.length === 0 && place !== undefined ? [place] : names);
  const chosen = (samplers: readonly EvaluatedSampler[]): ChosenSamplers => ({
    samplers,
    notices: budgetNotices(place === undefined ? undefined : samplers[0], nfe),
  });
  return pipe(array.sequence(Applicative)(found), chain((all) => isLeft(knobs) ? knobs : right(chosen(all))));
};
