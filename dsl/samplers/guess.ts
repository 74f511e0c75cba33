import { flow } from "fp-ts/lib/function.js";
import { from } from "../program.ts";
import { draft, finish, predict, type PredictOptions, shape } from "../stages/mod.ts";

/** Below 1e-4, `p^(1/T)` has lost what raising it to `T` should give back. */
const isCold = (temperature: number): boolean => temperature >= 0 && temperature < 1e-4;

/** How masked tokens are guessed. */
export interface GuessOptions {
  /** 0, the default, and what is below 1e-4 take the most probable token. */ readonly temperature?: number;
  /** Mass of the nucleus, in (0, 1]; keeps the token that crosses it. 1 by default. */ readonly topP?: number;
}

/**
 * Predicts and drafts every position; scores then see the prediction that the draft was drawn from, at temperature 0 the model's own.
 *
 * @see Dream (2508.15487), which scores tempered and cut predictions.
 */
export const guess = <const O extends PredictOptions = Record<never, never>>(
  { temperature = 0, topP = 1 }: GuessOptions,
  asked?: O,
) =>
  flow(
    from.noisy,
    predict(asked),
    shape({ temperature: isCold(temperature) ? 1 : temperature, topP }),
    draft({ of: "prediction", pick: isCold(temperature) ? "argmax" : "draw" }),
  );

/**
 * Predicts and drafts every position at a temperature; scores then see the model's own prediction: `p^(1/T)`, raised to `T`, is `p` again.
 *
 * @see LLaDA (2502.09992), `generate.py`, which scores raw predictions.
 */
export const guessRaw = <const O extends PredictOptions = Record<never, never>>(temperature = 0, asked?: O) =>
  flow(guess({ temperature }, asked), shape({ temperature: isCold(temperature) ? 1 : 1 / temperature }));

/** Drafts at a temperature and gives the prediction back as it was, as `guessRaw` does. */
export const draftRaw = (temperature = 0) =>
  flow(
    from.predicted,
    shape({ temperature: isCold(temperature) ? 1 : temperature }),
    draft({ of: "prediction", pick: isCold(temperature) ? "argmax" : "draw" }),
    shape({ temperature: isCold(temperature) ? 1 : 1 / temperature }),
  );

/** Predicts and fills the masks that are left, which ends the block. */
export const fill = ({ temperature = 0, topP = 1 }: GuessOptions) =>
  flow(
    from.noisy,
    predict(),
    shape({ temperature: isCold(temperature) ? 1 : temperature, topP }),
    finish({ pick: isCold(temperature) ? "argmax" : "draw" }),
  );
