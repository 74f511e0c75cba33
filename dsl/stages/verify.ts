import { type Expression, formulaOf } from "../expression/mod.ts";
import { type Have, type Stage, stage } from "../program.ts";
import type { Readable } from "../slots.ts";
/**
 * Asks the same model, as an autoregressive one, about the draft (1 NFE): `ar_i(v) = p(v | context, draft_<i)`.
 *
 * Nothing is cached or committed.
 *
 * @param options.temperature Divides the AR logits, >= 0, 0 being argmax; the paper uses the sampler's own.
 * @see BlockGen (2606.02241), ARPC, AR verification.
 *
 * @example Verification reads a draft
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { flow } from "fp-ts/lib/function.js";
 * import { bodyOf, draft, from, predict, verify } from "blockgen/dsl";
 *
 * strictEqual(bodyOf(flow(from.noisy, predict(), draft(), verify())).at(-1)?._tag, "Verify");
 * ```
 */
export const verify = <R extends Readable = never>(
  options: { readonly temperature?: number | Expression<R> } = {},
): Stage<{ draft: "tokens" } & Have<R>, { ar: "x0" }, never, "verify", "arVerify"> =>
  stage({ _tag: "Verify", temperature: formulaOf(options.temperature ?? 1) });
