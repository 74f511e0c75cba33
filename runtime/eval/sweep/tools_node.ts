import { isLeft, left, right } from "fp-ts/lib/Either.js";
import { type CheckpointModel, loadCheckpointModel } from "../../blockdit/load.ts";
import { describeLoadError } from "../../blockdit/load_error.ts";
import type { Model } from "../../model.ts";
import { describeCorpusError } from "../../train/corpora/errors.ts";
import type { Judge } from "../judges/judge.ts";
import { describeJudgeError } from "../judges/judge_error.ts";
import { openJudge } from "../judges/open_judge_node.ts";
import { isOracleName, textOracle } from "../text_oracle_node.ts";
import { type Cell, programOf } from "./cells.ts";
import { measureCell } from "./measure.ts";
import { once, type Opened } from "./once.ts";
import { predictionOf } from "./prediction_of.ts";
import { remembering } from "./remembering.ts";
import type { Measured } from "./result.ts";

const oracleOf = async (cell: Cell): Opened<Model> => {
  const prediction = predictionOf(programOf(cell));
  const oracle = await textOracle(cell.reference, { process: cell.process, prediction });
  return isLeft(oracle) ? left(describeCorpusError(oracle.left)) : right(remembering(oracle.right));
};

const checkpointOf = async (cell: Cell, threads: number | undefined): Opened<CheckpointModel> => {
  const { reference, engine, process, tokenizer } = cell;
  const model = await loadCheckpointModel(reference, {
    engine,
    process,
    ...(tokenizer === undefined ? {} : { tokenizerFolder: tokenizer }),
    ...(threads === undefined ? {} : { threads }),
  });
  return isLeft(model) ? left(describeLoadError(model.left)) : model;
};

const judgeOf = async (cell: Cell, threads: number | undefined): Opened<Judge> => {
  const { judge, judgeTokenizer, judgeProcess, engine } = cell;
  const opened = await openJudge(judge, {
    engine,
    ...(threads === undefined ? {} : { threads }),
    ...(judgeTokenizer === undefined ? {} : { tokenizerFolder: judgeTokenizer }),
    ...(judgeProcess === undefined ? {} : { process: judgeProcess }),
  });
  return isLeft(opened) ? left(describeJudgeError(opened.left)) : opened;
};

/** Measures a cell; `noticed` is told what its model and its run have to say. */
export type Measurer = (cell: Cell, noticed: (notice: string) => void) => Opened<Measured>;

/** Measures cells, one after the other; models and judges stay open between them. */
export const measurer = (threads?: number): Measurer => {
  const models = once<Model & Partial<Pick<CheckpointModel, "notices">>>();
  const judges = once<Judge>();
  return async (cell, noticed) => {
    const { reference, process, engine, tokenizer, judge: name, judgeTokenizer, judgeProcess } = cell;
    const model = isOracleName(reference)
      ? await models(JSON.stringify([reference, process, predictionOf(programOf(cell))]), () => oracleOf(cell))
      : await models(JSON.stringify([reference, process, engine, tokenizer]), () => checkpointOf(cell, threads));
    if (isLeft(model)) { return model; }
    model.right.notices?.forEach(noticed);
    const key = JSON.stringify([name, engine, judgeTokenizer, judgeProcess]);
    const judge = await judges(key, () => judgeOf(cell, threads));
    return isLeft(judge) ? judge : await measureCell(cell, { model: model.right, judge: judge.right, noticed });
  };
};
