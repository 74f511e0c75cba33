import type { Logits, PredictRequest, Session, VerifyRequest } from "../model.ts";

/** Raw logits in float64, laid out as `Logits`. */
export interface PreciseLogits extends Omit<Logits, "values"> {
  /** `[row][position][width]`. */ readonly values: Float64Array;
}

/**
 * A session that also answers in float64, which `exact` prefers: laws can then be checked to 1e-12.
 *
 * Runs never ask for it: what they decide depends on float32 logits only.
 */
export interface PreciseSession extends Session {
  /** The same questions, answered in float64. */
  readonly precise: {
    readonly predict: (request: PredictRequest) => PreciseLogits | Promise<PreciseLogits>;
    readonly verify?: (request: VerifyRequest) => PreciseLogits | Promise<PreciseLogits>;
  };
}

/** Does it answer in float64? */
export const isPrecise = (session: Session): session is PreciseSession => "precise" in session;

/** The logits of the first row, `[position][token]`, mask column left out. */
export const rowsOf = (
  logits: Logits | PreciseLogits,
  positions: number,
  vocabulary: number,
): readonly (readonly number[])[] =>
  Array.from(
    { length: positions },
    (_, i) => [...logits.values.subarray(i * logits.width, i * logits.width + vocabulary)],
  );
