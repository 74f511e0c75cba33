/**
 * What texts are measured by: likelihood under a known law, and diversity.
 *
 * @module
 */
export * from "./bits_per_character.ts";
export * from "./distinct.ts";
export * from "./expected_bits.ts";
export * from "./mean_interval.ts";
export * from "./unigram_entropy.ts";
export { windowedDistinct } from "./windowed_distinct.ts";
