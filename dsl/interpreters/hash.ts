import type { Program } from "../program.ts";
import { canonical } from "./canonical.ts";

/**
 * 64 bits of a program, as 16 hexadecimal digits: equal programs have equal hashes, on every machine, whatever the order of keys (FNV-1a).
 *
 * Functions of custom stages do not count, only what the stages declare.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { ancestral, hash } from "blockgen/dsl";
 *
 * strictEqual(hash(ancestral({ steps: 8 })), hash(ancestral({ steps: 8 })));
 * ```
 */
export const hash = (program: Program): string => fnv1a64(canonical(program.nodes));

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** 64 bits of a text, as 16 hexadecimal digits. */
export const fnv1a64 = (text: string): string => {
  let state = OFFSET;
  for (const byte of new TextEncoder().encode(text)) {
    state = BigInt.asUintN(64, (state ^ BigInt(byte)) * PRIME);
  }
  return state.toString(16).padStart(16, "0");
};
