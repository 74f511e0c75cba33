import type { Either } from "fp-ts/lib/Either.js";
import { type SamplerSettings, scoreNames } from "../../dsl/mod.ts";
import type { Arguments, Options } from "./arguments.ts";
import type { Failure } from "./failure.ts";
import { choiceAt, gather, natural, nonNegative, numberAt, positive } from "./values.ts";

/** The knobs of named samplers as options. */
export const samplerOptions: Options = {
  block: { value: "N", means: "positions of a block (16)" },
  steps: { value: "N", means: "updates of a block (8; ancestral 64)" },
  temperature: { value: "X", means: "temperature of every prediction, 0 is argmax (1)" },
  by: { value: "SCORE", means: `what arpc re-noises: ${scoreNames.join(", ")} (nll)` },
  every: { value: "N", means: "arpc: correct every so many steps (1)" },
  warmup: { value: "N", means: "arpc: plain steps before the first correction (0)" },
  "ar-tokens": { value: "N", means: "ar-then-block: tokens made one by one, a multiple of the block (16)" },
};

/** Those of them that are given. */
export const samplerSettings = (args: Arguments): Either<Failure, Partial<SamplerSettings>> =>
  gather<SamplerSettings & Record<string, unknown>>({
    block: numberAt(args, "block", positive),
    steps: numberAt(args, "steps", positive),
    temperature: numberAt(args, "temperature", nonNegative),
    by: choiceAt(args, "by", scoreNames),
    every: numberAt(args, "every", positive),
    warmup: numberAt(args, "warmup", natural),
    arTokens: numberAt(args, "ar-tokens", natural),
  });
