import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { describeJudgeError, type Judge } from "../eval/judges/mod.ts";
import { judgeKinds, openJudge, type OpenJudgeOptions, unusedOptions } from "../eval/judges/open_judge_node.ts";
import { type Arguments, type Options, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { engineOf, threadsOf } from "./load_checkpoint.ts";
import { processNames, processOf } from "./load_model.ts";
import { choiceAt } from "./values.ts";

const flags = { tokenizerFolder: "judge-tokenizer", process: "judge-process" } as const;

/** The judge's own options. */
export const judgeOptions: Options = {
  judge: { value: "JUDGE", means: `${judgeKinds} (oracle)` },
  [flags.tokenizerFolder]: { value: "FOLDER", means: "folder of the judge's tokenizer.json (its own)" },
  [flags.process]: { value: "NAME", means: "noise of a judging checkpoint that does not say it: masked or uniform" },
};

const optionsOf = (args: Arguments): Either<Failure, OpenJudgeOptions> => {
  const engine = engineOf(args);
  if (isLeft(engine)) { return engine; }
  const threads = threadsOf(args, engine.right);
  if (isLeft(threads)) { return threads; }
  const noise = choiceAt(args, flags.process, processNames);
  if (isLeft(noise)) { return noise; }
  const tokenizerFolder = valueAt(args, flags.tokenizerFolder);
  return right({
    engine: engine.right,
    ...(threads.right === undefined ? {} : { threads: threads.right }),
    ...(tokenizerFolder === undefined ? {} : { tokenizerFolder }),
    ...(noise.right === undefined ? {} : { process: processOf(noise.right) }),
  });
};

/** Options of the model that the judge reads as well: of checkpoints, and threads of graphs in ONNX form. */
export const optionsOfJudge = (args: Arguments): readonly string[] => {
  const [kind] = valueAt(args, "judge")?.split(":") ?? [];
  return kind === "checkpoint" ? ["engine", "threads"] : kind === "onnx" ? ["threads"] : [];
};

/** The judge that a command line names; options that it would not read are an error. */
export const judgeOf = async (args: Arguments): Promise<Either<Failure, Judge>> => {
  const options = optionsOf(args);
  if (isLeft(options)) { return options; }
  const reference = valueAt(args, "judge") ?? "oracle";
  const unused = unusedOptions(reference).find((option) => options.right[option] !== undefined);
  if (unused !== undefined) {
    return misused(
      `Cannot use --${flags[unused]} as it is for judges that are checkpoints: found the judge ${reference}`,
    );
  }
  const judge = await openJudge(reference, options.right);
  if (!isLeft(judge)) { return judge; }
  const { left: error } = judge;
  return error._tag === "Load" && error.error._tag === "Checkpoint" && error.error.error._tag === "ProcessUnknown"
    ? failed(`Cannot judge by ${reference} as nothing says what noise it was trained with: add --${flags.process}`)
    : failed(describeJudgeError(error));
};
