import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { describeLoadError, type EngineChoice } from "../blockdit/mod.ts";
import { failed, type Failure } from "../cli/failure.ts";
import { shippedModel } from "../shipped/mod.ts";
import type { Cast } from "./cast.ts";
import { countingJudge } from "./counting_judge.ts";

/** The two networks that ship; a 5-gram of the Bible, counted when the texts are there, judges them. */
export const networkCast = async (engine: EngineChoice): Promise<Either<Failure, Cast>> => {
  const masked = await shippedModel("masked", { engine });
  if (isLeft(masked)) { return failed(describeLoadError(masked.left)); }
  const uniform = await shippedModel("uniform", { engine });
  if (isLeft(uniform)) { return failed(describeLoadError(uniform.left)); }
  const models = { absorbing: masked.right, uniform: uniform.right };
  const judge = countingJudge("kjv");
  return right({
    title: "a network trained on the King James Bible",
    unit: "tokens",
    prompt: "\n",
    model: (process) => models[process],
    bits: judge.bits,
    judge: judge.sentence,
    dispose: async () => {
      await masked.right.dispose();
      await uniform.right.dispose();
    },
  });
};
