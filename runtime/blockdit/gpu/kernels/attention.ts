import { exponential, type Form, lanesOf, type Program, returned } from "../program.ts";

/** Queries against keys: `quads` of queries, `rowQuads` of them a row, `keys` of each row, `heads` of a width. */
export interface AttentionShape {
  readonly quads: number;
  readonly rowQuads: number;
  readonly keys: number;
  readonly heads: number;
  readonly headWidth: number;
}

const constantsOf = ({ rowQuads, keys, heads, headWidth }: AttentionShape) => ({
  Q: rowQuads,
  J: keys,
  P: keys / 2,
  H: heads,
  W: headWidth,
  D: headWidth / 2,
  B: heads * headWidth / 2,
  F: 1 / Math.sqrt(headWidth),
});

/** The lanes' share of one turn: two terms of the sum, from `left` at eight numbers a turn, and `v0` and `v1`. */
const twoTerms = (left: string): string =>
  lanesOf("four").map(({ name, token }) =>
    `s${name} += ${left}[${token}] * v0; s${name} += ${left}[${4 + Number(token)}] * v1;`
  ).join("\n    ");

const eachLane = (line: (lane: string) => string): string => lanesOf("four").map(({ name }) => line(name)).join("\n  ");

const fourScores = `function (q, k, bias) {
  let s0 = 0; let s1 = 0; let s2 = 0; let s3 = 0;
  const row = Math.floor(this.thread.z / this.constants.Q) * this.constants.B + this.thread.y * this.constants.D;
  const from = this.thread.y * this.constants.D;
  for (let i = 0; i < this.constants.D; i++) {
    const v0 = k[row + i][0][this.thread.x]; const v1 = k[row + i][1][this.thread.x];
    ${twoTerms("q[this.thread.z][from + i]")}
  }
  ${eachLane((r) => `s${r} = s${r} * this.constants.F + bias[this.thread.z][${r}][this.thread.x];`)}
  ${returned("four")}
}`;

const oneScore = `function (q, k, bias) {
  const quad = Math.floor(this.thread.z / this.constants.H);
  const row = Math.floor(quad / this.constants.Q);
  const from = (this.thread.z - quad * this.constants.H) * this.constants.W;
  let s0 = 0;
  for (let i = 0; i < this.constants.W; i++) {
    s0 += q[quad][from + i][this.thread.x] * k[row][from + i][this.thread.y];
  }
  return s0 * this.constants.F + bias[quad][this.thread.x][this.thread.y];
}`;

/**
 * `q k / sqrt(width) + bias`, `[4 queries, keys, heads of each quad]`.
 *
 * Reads queries as quads, keys `[keys, width, rows]` (a thread's neighbours take the next keys), biases `[keys, 4, quads]`.
 */
export const scores = (form: Form, shape: AttentionShape): Program => {
  const { quads, keys, heads } = shape;
  const constants = constantsOf(shape);
  return form === "four"
    ? { source: fourScores, threads: [keys, heads, quads], lanes: 4, constants }
    : { source: oneScore, threads: [4, keys, heads * quads], lanes: 1, constants };
};

const overKeys = (shape: AttentionShape, body: string): Program => ({
  source: `function (s) {
  ${body}
  return out;
}`,
  threads: [4, 1, shape.heads * shape.quads],
  lanes: 1,
  constants: { J: shape.keys },
});

/** The largest score of each query and head, `[4, 1, heads of each quad]`. */
export const top = (shape: AttentionShape): Program =>
  overKeys(
    shape,
    `let out = s[this.thread.z][0][this.thread.x];
  for (let j = 0; j < this.constants.J; j++) { out = Math.max(out, s[this.thread.z][j][this.thread.x]); }`,
  );

/** The sum of the weights of each query and head. */
export const total = (shape: AttentionShape): Program =>
  overKeys(
    shape,
    "let out = 0; for (let j = 0; j < this.constants.J; j++) { out += s[this.thread.z][j][this.thread.x]; }",
  );

/** `e^(score - top)`. */
export const weigh = ({ keys, heads, quads }: AttentionShape): Program => ({
  source: `function (s, m) {
  ${exponential("0", "s[this.thread.z][this.thread.y][this.thread.x] - m[this.thread.z][0][this.thread.x]")}
  return p0;
}`,
  threads: [4, keys, heads * quads],
  lanes: 1,
  constants: {},
});

const fourMixtures = `function (p, v, t) {
  let s0 = 0; let s1 = 0; let s2 = 0; let s3 = 0;
  const head = this.thread.z * this.constants.H + this.thread.y;
  const row = Math.floor(this.thread.z / this.constants.Q) * this.constants.P;
  for (let j = 0; j < this.constants.P; j++) {
    const v0 = v[row + j][this.thread.y][this.thread.x];
    const v1 = v[row + j][this.thread.y + this.constants.H][this.thread.x];
    ${twoTerms("p[head][j]")}
  }
  ${eachLane((r) => `s${r} = s${r} / t[head][0][${r}];`)}
  ${returned("four")}
}`;

const oneMixture = `function (p, v, t) {
  const head = this.thread.z * this.constants.H + Math.floor(this.thread.y / this.constants.W);
  const row = Math.floor(this.thread.z / this.constants.Q);
  let s0 = 0;
  for (let j = 0; j < this.constants.J; j++) { s0 += p[head][j][this.thread.x] * v[row][j][this.thread.y]; }
  return s0 / t[head][0][this.thread.x];
}`;

/** `sum_k weight v / total` as quads; reads the values `[width, keys, rows]`. */
export const mix = (form: Form, shape: AttentionShape): Program => {
  const { quads, heads, headWidth } = shape;
  const constants = constantsOf(shape);
  return form === "four"
    ? { source: fourMixtures, threads: [headWidth, heads, quads], lanes: 4, constants }
    : { source: oneMixture, threads: [4, heads * headWidth, quads], lanes: 1, constants };
};
