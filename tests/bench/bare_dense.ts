import { type GPU, Input } from "gpu.js";

/** A product of a network: `tokens x inputs` by `inputs x outputs`. */
export interface Product {
  readonly tokens: number;
  readonly inputs: number;
  readonly outputs: number;
}

const turn = (k: number, weight: string): string =>
  `const v${k} = ${weight}[this.thread.x]; ` +
  [0, 1, 2, 3].map((lane) => `s${lane} += a[this.thread.y][i][${4 * k + lane}] * v${k};`).join(" ");

const source = (turns: 1 | 2): string =>
  `function (a) {
  let s0 = 0; let s1 = 0; let s2 = 0; let s3 = 0;
  for (let i = 0; i < this.constants.K; i++) {
    ${
    turns === 1
      ? turn(0, "this.constants.w[i]")
      : `${turn(0, "this.constants.w[i][0]")} ${turn(1, "this.constants.w[i][1]")}`
  }
  }
  return [s0, s1, s2, s3];
}`;

/**
 * Nothing but the products, each by a kernel of its own with its weight as a constant: four tokens a thread, activations
 * `[4, inputs, tokens / 4]`.
 *
 * @param turns Terms of the sum in a turn of the loop; 1 is the plain form, 2 is faster on WebAssembly.
 */
export const bareLoop = (gpu: GPU, products: readonly Product[], turns: 1 | 2): () => void => {
  const runs = products.map(({ tokens, inputs, outputs }) => {
    const weight = new Float32Array(inputs * outputs).fill(0.01) as unknown as number[];
    const w = new Input(weight, turns === 1 ? [outputs, inputs] : [outputs, 2, inputs / 2] as never);
    const data = new Float32Array(tokens * inputs).fill(0.5) as unknown as number[];
    const a = new Input(data, [4 * turns, inputs / turns, tokens / 4] as never);
    const kernel = gpu.createKernel(source(turns) as never, {
      output: [outputs, tokens / 4],
      constants: { K: inputs / turns, w },
    } as never).setLoopMaxIterations(1 << 24);
    return () => void kernel(a as never);
  });
  return () => runs.forEach((run) => run());
};
