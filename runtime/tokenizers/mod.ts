/**
 * How text becomes tokens: byte-pair encodings of our own, and those of published models.
 *
 * @module
 */
export * from "./byte_pair.ts";
export * from "./byte_pair_table.ts";
export * from "./decode_stream.ts";
export * from "./errors.ts";
export * from "./huggingface.ts";
export * from "./learn_byte_pairs.ts";
export * from "./load.ts";
export type { SpecialTokens } from "./special_tokens.ts";
