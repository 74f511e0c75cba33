import type { RunError } from "../errors.ts";
import type { Logits, PredictRequest, Session, VerifyRequest } from "../model.ts";

/** What `predict` is asked for one row: see `PredictRequest`. */
export interface NoisyRow {
  /** Clean tokens before the block. */ readonly context: Int32Array;
  /** The block; an absorbing model's mask is `vocabulary`. */ readonly noisy: Int32Array;
  /** Position of the block's first token. */ readonly start: number;
  /** Signal level, 1 = clean. */ readonly alpha: number;
  /** 1 where the caller fixed the token. */ readonly frozen: Uint8Array;
  /** False for the unconditional half of guidance. */ readonly conditional: boolean;
  /** Previous logits, one array a position, for self-conditioning. */ readonly previous:
    | readonly Float32Array[]
    | null;
}

/** What `verify` is asked for one row: see `VerifyRequest`. */
export interface DraftRow {
  /** Clean tokens before the block. */ readonly context: Int32Array;
  /** The clean block. */ readonly draft: Int32Array;
  /** Position of the block's first token. */ readonly start: number;
  /** Tokens from the prior, as many. */ readonly noise: Int32Array;
}

/** Logits of a block, `[position][vocabulary]` or `[position][vocabulary + 1]` with a mask column, nested or flat. */
export type BlockLogits = readonly ArrayLike<number>[] | Float32Array | Float64Array;

/** Functions that answer for one row. */
export interface RowFunctions {
  /** Logits of a noisy block. */
  readonly predict: (row: NoisyRow) => BlockLogits | Promise<BlockLogits>;
  /** AR logits of a clean draft. */
  readonly verify?: ((row: DraftRow) => BlockLogits | Promise<BlockLogits>) | undefined;
}

/** A session that asks row by row; a wrong shape ends the run in `WrongShape`. */
export function rowSession(vocabulary: number, functions: RowFunctions): Session {
  const { predict, verify } = functions;
  const ask = (request: PredictRequest) =>
    gather("predict", vocabulary, request.rows, request.noisy, (k) => predict(noisyRow(request, k)));
  if (verify === undefined) { return { predict: ask }; }
  return {
    predict: ask,
    verify: (request: VerifyRequest) =>
      gather("verify", vocabulary, request.rows, request.draft, (k) => verify(draftRow(request, k))),
  };
}

const noisyRow = (request: PredictRequest, k: number): NoisyRow => ({
  context: request.context[k],
  noisy: request.noisy[k],
  start: request.start[k],
  alpha: request.alpha[k],
  frozen: request.frozen[k],
  conditional: request.conditional,
  previous: request.previous && previousOf(request.previous, k, request.noisy[k].length),
});

const draftRow = (request: VerifyRequest, k: number): DraftRow => ({
  context: request.context[k],
  draft: request.draft[k],
  start: request.start[k],
  noise: request.noise[k],
});

const previousOf = ({ values, positions, width }: Logits, k: number, length: number): Float32Array[] =>
  Array.from({ length }, (_, i) => values.subarray((k * positions + i) * width, (k * positions + i + 1) * width));

/** Asks for every row, then packs the answers into one array; waits only if an answer is a promise. */
function gather(
  stage: "predict" | "verify",
  vocabulary: number,
  rows: readonly number[],
  blocks: readonly Int32Array[],
  ask: (k: number) => BlockLogits | Promise<BlockLogits>,
): Logits | Promise<Logits> {
  const positions = Math.max(0, ...blocks.map((block) => block.length));
  const pack = (answers: readonly BlockLogits[]): Logits => {
    const values = new Float32Array(rows.length * positions * vocabulary);
    answers.forEach((answer, k) => {
      const error = copy(answer, blocks[k].length, vocabulary, values, k * positions * vocabulary);
      if (error !== null) { fail({ _tag: "WrongShape", what: `the logits of ${stage} for row ${rows[k]}`, ...error }); }
    });
    return { values, positions, width: vocabulary };
  };
  const answers = rows.map((_, k) => ask(k));
  return answers.some((answer) => answer instanceof Promise)
    ? Promise.all(answers).then(pack)
    : pack(answers as BlockLogits[]);
}

/** Copies the real tokens' columns; otherwise says what was wanted and what was found. */
function copy(
  from: BlockLogits,
  length: number,
  vocabulary: number,
  to: Float32Array,
  at: number,
): { want: string; found: string } | null {
  const want = `${length} x ${vocabulary} (or ${vocabulary + 1}) numbers`;
  if (ArrayBuffer.isView(from)) {
    const width = from.length / length;
    if (width !== vocabulary && width !== vocabulary + 1) { return { want, found: `${from.length} numbers` }; }
    for (let i = 0; i < length; i++) { to.set(from.subarray(i * width, i * width + vocabulary), at + i * vocabulary); }
    return null;
  }
  if (!Array.isArray(from) || from.length !== length) { return { want, found: listed(from) }; }
  for (let i = 0; i < length; i++) {
    const width = from[i]?.length;
    if (width !== vocabulary && width !== vocabulary + 1) {
      return { want, found: `${width ?? "no"} numbers at ${i}` };
    }
    for (let v = 0; v < vocabulary; v++) {
      to[at + i * vocabulary + v] = from[i][v];
    }
  }
  return null;
}

const listed = (value: unknown): string => Array.isArray(value) ? `${value.length} positions` : typeof value;

/** The one way out of a session with a reason: the runtime hands a thrown `RunError` to its caller as data. */
function fail(error: RunError): never {
  throw error;
}
