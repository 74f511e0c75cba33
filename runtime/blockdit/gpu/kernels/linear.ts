import { exponential, type Form, lanesOf, type Program, returned } from "../program.ts";

/** What becomes of `x W^T + b` before it is left. */
export type After = "nothing" | "gelu" | "relu2" | "silu" | "residual" | "gated";

/** Shape of a linear layer: `inputs` and `outputs` wide, for `quads` of tokens. */
export interface LinearShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly quads: number;
  readonly bias: boolean;
  readonly after: After;
  /** Quads of a row, and where the gate begins in its condition; of meaning to `gated` only. */ readonly rowQuads:
    number;
  readonly gateAt: number;
}

/** Tokens that a thread multiplies share each weight; two inputs a turn halve the address arithmetic. */
export const turnsOf = (form: Form, inputs: number): 1 | 2 => form === "four" && inputs % 2 === 0 ? 2 : 1;

const after: Readonly<Record<After, (lane: string, token: string, column: string, quad: string) => string>> = {
  nothing: () => "",
  gelu: (i) =>
    `${exponential(i, `-1.5957691 * (s${i} + 0.044715 * s${i} * s${i} * s${i})`)} s${i} = s${i} / (1 + p${i});`,
  relu2: (i) => `s${i} = Math.max(s${i}, 0) * Math.max(s${i}, 0);`,
  silu: (i) => `${exponential(i, `-s${i}`)} s${i} = s${i} / (1 + p${i});`,
  residual: (i, token, column, quad) => `s${i} = s${i} + x[${quad}][${column}][${token}];`,
  gated: (i, token, column, quad) => `s${i} = x[${quad}][${column}][${token}] + g * s${i};`,
};

const names = ({ bias, after }: LinearShape): string =>
  [
    "a",
    "w",
    ...(bias ? ["b"] : []),
    ...(after === "residual" || after === "gated" ? ["x"] : []),
    ...(after === "gated" ? ["gate"] : []),
  ].join(", ");

/** One turn of the sum: its `k`-th term in every lane. */
const turn = (form: Form, turns: 1 | 2, k: number, [column, quad]: Thread): string =>
  [
    `const v${k} = w[i]${turns === 1 ? "" : `[${k}]`}[${column}];`,
    ...lanesOf(form).map(({ name, token }) =>
      `s${name} += a[${quad}][i][${k === 0 ? token : 4 + Number(token)}] * v${k};`
    ),
  ].join(" ");

/** Which column and which quad of tokens a thread computes. */
type Thread = readonly [column: string, quad: string];

const sourceOf = (form: Form, shape: LinearShape, turns: 1 | 2): string => {
  const thread: Thread = form === "one" ? ["this.thread.y", "this.thread.z"] : ["this.thread.x", "this.thread.y"];
  const [column, quad] = thread;
  const lanes = lanesOf(form);
  const gate = `const row = Math.floor(${quad} / this.constants.Q); const g = gate[row][this.constants.G + ${column}];`;
  return `function (${names(shape)}) {
  ${lanes.map(({ name }) => `let s${name} = ${shape.bias ? `b[${column}]` : "0"};`).join(" ")}
  for (let i = 0; i < this.constants.K; i++) {
    ${Array.from({ length: turns }, (_, k) => turn(form, turns, k, thread)).join("\n    ")}
  }
  ${shape.after === "gated" ? gate : ""}
  ${lanes.map(({ name, token }) => after[shape.after](name, token, column, quad)).join(" ")}
  ${returned(form)}
}`;
};

/**
 * `x W^T + b` with an activation, a residual or a gated residual behind it.
 *
 * Reads the activations as quads, the weight as `[out, in]` with `out` fastest, the bias `[out]`; leaves quads.
 */
export const linear = (form: Form, shape: LinearShape): Program => {
  const { inputs, outputs, quads, rowQuads, gateAt } = shape;
  const turns = turnsOf(form, inputs);
  return {
    source: sourceOf(form, shape, turns),
    threads: form === "one" ? [4, outputs, quads] : [outputs, quads, 1],
    lanes: form === "one" ? 1 : 4,
    constants: { K: inputs / turns, Q: rowQuads, G: gateAt },
  };
};
