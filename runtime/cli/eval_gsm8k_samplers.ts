import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { cost, type Program, samplerNamed, type SamplerSettings } from "../../dsl/mod.ts";
import { endingAtEos } from "../eval/gsm8k/mod.ts";
import { inBlocks } from "../eval/sweep/in_blocks.ts";
import { stepsWithin } from "../eval/sweep/steps_within.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { checkKnobs } from "./knobs.ts";
import { namedProgram } from "./load_program.ts";
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

const named = (
  name: string,
  given: Partial<SamplerSettings>,
  nfe: number | undefined,
  { length, ends }: Frame,
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
  const program = inBlocks(built.right.program, block);
  return right({
    name: built.right.name,
    program: ends ? endingAtEos(program) : program,
    steps: entry !== undefined && "steps" in entry.parameters
      ? steps ?? given.steps ?? entry.quick?.steps ?? entry.parameters.steps ?? null
      : null,
    nfePerBlock: cost(program, { length }).perBlock.reduce((most, one) => Math.max(most, one.most), 0),
  });
};

/** The samplers that a command line names, each with its own number of steps where `--nfe` says what a block may cost. */
export const samplersOf = (args: Arguments, frame: Frame): Either<Failure, readonly EvaluatedSampler[]> => {
  const several = valueAt(args, "samplers");
  if (several !== undefined && valueAt(args, "sampler") !== undefined) {
    return misused("Cannot read both --sampler and --samplers: leave one out");
  }
  const names = (several ?? valueAt(args, "sampler") ?? "arpc").split(",").map((name) => name.trim());
  const settings = samplerSettings(args);
  if (isLeft(settings)) { return settings; }
  const nfe = numberAt(args, "nfe", positive);
  if (isLeft(nfe)) { return nfe; }
  if (nfe.right !== undefined && settings.right.steps !== undefined) {
    return misused("Cannot read both --nfe and --steps: NFE decides the steps of each sampler");
  }
  if (new Set(names.map(kebab)).size < names.length) { return misused("Cannot compare a sampler with itself"); }
  const found: EvaluatedSampler[] = [];
  for (const name of names) {
    const sampler = named(name, settings.right, nfe.right, frame);
    if (isLeft(sampler)) { return sampler; }
    found.push(sampler.right);
  }
  // Whole rows are cut into blocks as well.
  const { block: _block, ...others } = settings.right;
  const knobs = checkKnobs(others, names);
  if (isLeft(knobs)) { return knobs; }
  return right(found);
};
