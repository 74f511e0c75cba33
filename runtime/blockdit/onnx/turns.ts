import { frequencyBase, headWidth, type NetworkConfig } from "../config.ts";

/** Cosines and sines that turn the pairs of a head: `[positions, head width / 2]`. */
export interface Turns {
  readonly positions: number;
  readonly cosines: Float32Array;
  readonly sines: Float32Array;
}

const turnsUpTo = (positions: number, half: number): Turns => {
  const cosines = new Float32Array(positions * half);
  const sines = new Float32Array(positions * half);
  for (let i = 0; i < positions * half; i++) {
    const angle = Math.floor(i / half) * frequencyBase ** (-(i % half) / half);
    cosines[i] = Math.cos(angle);
    sines[i] = Math.sin(angle);
  }
  return { positions, cosines, sines };
};

/**
 * The turns of all positions up to the network's length; a call that goes beyond it makes the table longer. The operator that reads it
 * also wants it as long as a row of the call has tokens.
 */
export const turnsOf = (config: NetworkConfig): (positions: Int32Array, tokens: number) => Turns => {
  let table = turnsUpTo(config.length, headWidth(config) / 2);
  return (positions, tokens) => {
    const needed = positions.reduce((most, p) => Math.max(most, p + 1), tokens);
    if (needed > table.positions) { table = turnsUpTo(2 * needed, headWidth(config) / 2); }
    return table;
  };
};
