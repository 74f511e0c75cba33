export { type Judge, type TextScore } from "./judge.ts";
export { describeJudgeError, type JudgeError } from "./judge_error.ts";
export { modelJudge, type ModelJudgeOptions } from "./model_judge.ts";
export { ngramJudge, type NgramJudgeOptions } from "./ngram_judge.ts";
export { onnxJudge, type OnnxJudgeParts } from "./onnx_judge.ts";
export { oracleJudge } from "./oracle_judge.ts";
export { pieceJudge } from "./piece_judge.ts";
export type { NgramOptions } from "../ngram.ts";
