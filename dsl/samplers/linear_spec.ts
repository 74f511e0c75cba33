import type { UntilFullOptions } from "./unmask.ts";
import { draftAndVerify } from "./draft_and_verify.ts";

/**
 * LinearSpec: greedy draft and verify. Keeps the longest beginning of the most probable drafts that greedy decoding agrees with, and its own token
 * behind it: the text is that of greedy decoding.
 *
 * NFE: two a pass, from 2 to twice `size` a block, 16 by default.
 *
 * @see `linear_spec.py` of SGLang.
 */
export const linearSpec = (options: Omit<UntilFullOptions, "topP" | "temperature"> = {}) =>
  draftAndVerify({ ...options, temperature: 0 });
