import type { Ability, Prediction } from "./abilities.ts";
import type { Clock } from "./clock.ts";
import type { Formula } from "./expression/mod.ts";
import type { Selection } from "./selection.ts";
import type { Slot } from "./slots.ts";
import type { HostStage } from "./host_stage.ts";

/** The instructions of a body, first to last. */
export type Body = readonly Node[];

/** How a token is taken from a prediction: at random, or the most probable one (lower token of a tie). */
export type Pick = "draw" | "argmax";

/** Reads a prediction as the model declares it, or as the program insists. */
export type Assume = "declared" | Exclude<Prediction, "unknown">;

/**
 * How many of the `n` updates a block with frozen positions gets.
 * `full`: all. `proportional`: the last `max(1, round(n * free / size))` of the clock, halves to even.
 * `perToken`: `max(1, round(n * free))` over the whole clock.
 */
export type StepPolicy = "full" | "proportional" | "perToken";

/** When a row ends before its length. */
export interface Stop {
  /** The token that ends a text; the model's own when absent. */ readonly eos?: number;
  /** The token behind it; the model's own when absent, else `eos`. */ readonly pad?: number;
  /** `end`: the row is done and costs nothing more. `continue`: later blocks start from `pad` and go on being denoised. */
  readonly afterEos: "end" | "continue";
}

/**
 * One instruction. A new variant breaks every interpreter until it says what the variant means.
 *
 * Free positions of a block are those that are not frozen (prompt, infill). No instruction ever changes a frozen one.
 * "Prior" is the mask (absorbing) or a fresh uniform token (uniform). `x` is the canvas, `p` the prediction.
 * Outside of `Denoise` the signal level goes from `alphaT` 0 to `alphaS` 1, and outside of loops `step` is 0 of `steps` 1.
 */
export type Node = Readonly<
  /** Puts the prior at the free positions and clears the memories. */
  | { _tag: "Noise" }
  /**
   * One function evaluation (NFE): `p = softmax(model(context, x, alphaT))` over real tokens. `carryOver` (absorbing only):
   * a visible position is certain of its token; `raw` leaves the model's own opinion there. `self`: the model also gets its previous logits.
   */
  | { _tag: "Predict"; visible: "carryOver" | "raw"; self: boolean }
  /** One more NFE without the condition, then `ln p <- ln softmax(ln p_u + (scale + 1) * (ln p - ln p_u))`; 0 changes nothing. */
  | { _tag: "Guide"; scale: Formula }
  /**
   * `p <- softmax(ln p / temperature)`, 0 or less being argmax; then keep the `topK` most probable tokens; then the smallest
   * set of most probable ones with mass at least `topP` (`keep` the token that crosses, or `drop` it; the best token always
   * stays). Renormalised.
   */
  | { _tag: "Shape"; temperature: Formula; topK: number | null; topP: number | null; crossing: "keep" | "drop" }
  /**
   * Uniform noise, full prediction: divides `p(x_i)` by `1 + V * alphaT / (1 - alphaT)` and renormalises. Nothing if already
   * leave-one-out, declared or by `assume`; undeclared predictions count as full.
   */
  | { _tag: "ToLoo"; assume: Assume }
  /**
   * Draws `x_s ~ q(x_s | x_t, p)`. From there on the block is at that level: `alphaT` is the step's `alphaS`, for formulas, for `ToLoo`
   * and for the model, until the next update of `Denoise` (behind a `When`, in the rows whose branch had one). Absorbing: a mask is unmasked with probability `(alphaS - (1 - remask) * alphaT) / (1 - alphaT)`,
   * a visible token is masked again with probability `remask` (0: plain ancestral). Uniform (remask must be 0): the plug-in kernel for
   * leave-one-out or unknown predictions, the mixture kernel for full ones. `reveal` names a memory that keeps `p` of each token when it is unmasked.
   */
  | { _tag: "Posterior"; assume: Assume; remask: Formula; reveal: string | null }
  /**
   * A guess of the clean block into `draft`; frozen positions keep their token. `posterior`: the posterior at `alphaS = 1`
   * (absorbing: visible tokens stay; uniform: plug-in or mixture); `prediction`: straight from `p` everywhere. `argmax` takes the mode of `p`.
   */
  | { _tag: "Draft"; of: "posterior" | "prediction"; pick: Pick; assume: Assume }
  /** One NFE: `ar_i(v) = softmax(model_ar(context, draft_<i) / temperature)`, over real tokens; 0 or less is argmax. */
  | { _tag: "Verify"; temperature: Formula }
  /** Computes a number for every position. */
  | { _tag: "Score"; by: Formula }
  /** Chooses positions by it. */
  | { _tag: "Select"; pick: Selection }
  /**
   * The speculative test of the draft. Its candidates are the free positions where `among` is not 0. From left to right, one is accepted with
   * probability `min(1, ar(x) / p(x))`, `x` being the draft's token and `p` the prediction that it was drawn from; the first one that is not
   * takes a draw from `max(0, ar - p)`, normalised, and ends it. Leaves the changed draft, and `picked`: those accepted and the one
   * replaced. A primitive, as each test hangs on the ones before it and the draw on two predictions: no formula of a position says that.
   */
  | { _tag: "Accept"; among: Formula }
  /**
   * Picked free positions take the draft's token with probability `level`, else the prior; the other free ones take the draft's
   * where `rest` is not 0, else stay. (1, 0) is `write`, (0, 1) `renoise`, (alphaS, 0) `redraw`. Levels of 0 and 1 draw nothing.
   */
  | { _tag: "Write"; level: Formula; rest: Formula }
  /** Keeps a number a position under a name, until the next block starts. */
  | { _tag: "Remember"; name: string; value: Formula }
  /**
   * Credit that tokens earn by being the most probable ones, a number a position and token, 0 when a block starts:
   * `C <- decay C`, `C_i(argmax p_i) += gain_i`, then `p <- softmax(ln p + weight ln(1 + C))`.
   * A primitive, as it is the one state with a number a token: `Remember` keeps one a position.
   */
  | { _tag: "Credit"; decay: Formula; gain: Formula; weight: Formula }
  /**
   * Ends a block: the posterior at `alphaS = 1` (`draw`) or the mode of `p` (`argmax`) at the free positions where `among` is not 0
   * (absorbing: visible tokens always stay); elsewhere the canvas stays as it is. `keep` takes the canvas as it stands and reads no
   * prediction; a mask that is left ends the run as `MaskLeft`.
   */
  | { _tag: "Finish"; pick: Pick | "keep"; assume: Assume; among: Formula }
  /** `steps` updates by the clock; the last one runs `last`, the others `each`. */
  | { _tag: "Denoise"; steps: number; policy: StepPolicy; clock: Clock; each: Body; last: Body }
  /** `then` in the rows where the test is not 0, `otherwise` in the others. */
  | { _tag: "When"; test: Formula; then: Body; otherwise: Body }
  /** The body, `times` times; `step` counts them. */
  | { _tag: "Repeat"; times: number; body: Body }
  /** The body, then again until the test is not 0 or it ran `atMost` times; `step` counts them. Levels stay as they are. */
  | { _tag: "Until"; test: Formula; atMost: number; body: Body }
  /**
   * The body once for every block of `size` positions (`sequence`: one block), aligned to position 0, from the first block that has
   * a free position up to `upTo` (null: the row's length). `prefix`: how many tokens count as known for schedules and selections
   * (null: the frozen ones); frozen tokens beyond it are kept, yet can be picked in vain.
   */
  | {
    _tag: "Blocks";
    size: number | "sequence";
    upTo: number | null;
    prefix: number | null;
    stop: Stop | null;
    body: Body;
  }
  /** The block joins the context; costs nothing. */
  | { _tag: "CommitBlock" }
  /** A group that trace, explain, diagrams and random keys know by name. */
  | { _tag: "Named"; name: string; body: Body }
  /** A function of the user, on the host; `toJson` refuses it. */
  | {
    _tag: "Custom";
    name: string;
    reads: readonly Slot[];
    leaves: readonly Slot[];
    spends: readonly Slot[];
    needs: readonly Ability[];
    nfe: number;
    stage: HostStage;
  }
>;

/** The name of a variant. */
export type Tag = Node["_tag"];
