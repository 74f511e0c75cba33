import type { PreciseLogits, PreciseSession } from "../../runtime/exact/precise.ts";
import type { Model } from "../../runtime/model.ts";
import type { Oracle } from "../../runtime/models/oracle.ts";

const logits = (probabilities: Float64Array, width: number): PreciseLogits => ({
  values: probabilities.map(Math.log),
  positions: probabilities.length / width,
  width,
});

/** An oracle whose sessions also answer in float64, for laws that hold to 1e-12. One row at a time, as `exact` asks. */
export const precisely = (oracle: Oracle): Model => ({
  ...oracle,
  open: async (batch): Promise<PreciseSession> => ({
    ...await oracle.open(batch),
    precise: {
      predict: ({ context, noisy, alpha, frozen, conditional }) =>
        logits(
          oracle.predict64({
            context: context[0]!,
            noisy: noisy[0]!,
            alpha: alpha[0]!,
            frozen: frozen[0]!,
            conditional,
          }),
          oracle.abilities.vocabulary,
        ),
      verify: ({ context, draft }) => logits(oracle.verify64(context[0]!, draft[0]!), oracle.abilities.vocabulary),
    },
  }),
});
