import type { TrainState } from "../../runtime/train/mod.ts";

const filled = (step: number, offset: number, size: number) => [
  { name: "a.weight", shape: [size, 16], values: new Float32Array(16 * size).fill(step + offset) },
  { name: "b.bias", shape: [3], values: new Float32Array(3).fill(step + offset) },
];

/** A state in which every number tells its step, so that parts of two states cannot pass for one. */
export const toyState = (step: number, size = 4): TrainState => ({
  step,
  seed: 5,
  position: 8 * step,
  tokens: 1024 * step,
  elapsed: step / 4,
  settings: '{"corpus":"toy"}',
  parameters: filled(step, 0, size),
  first: filled(step, 0.25, size),
  second: filled(step, 0.5, size),
  ema: filled(step, 0.75, size),
});
