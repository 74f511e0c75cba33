import { flow, pipe } from "fp-ts/lib/function.js";
import {
  blocks,
  commitBlock,
  correct,
  denoise,
  dist,
  draft,
  finish,
  from,
  masked,
  noise,
  open,
  predict,
  type Program,
  score,
  select,
  threshold,
  write,
} from "../../dsl/mod.ts";
import {
  type BackendName,
  fold,
  hashName,
  type Model,
  sample,
  sampleKey,
  uniform,
  userModel,
} from "../../runtime/mod.ts";

/** Decisions planted on their boundaries: where float32 alone could not tell. Runs in a browser too. */
const ROWS = 200;
const think = flow(from.noisy, predict());

/** The uniform number with which `finish` will draw the token of a row at a position; blocks of one token. */
const drawnWith = (seed: number, sampleId: number, position: number): number => {
  const block = fold(fold(sampleKey(seed, sampleId), hashName("Blocks")), position);
  return uniform(fold(fold(block, hashName("Finish")), hashName("token")), position);
};

/** Edges of the CDF at the very number that will be drawn, or up to 1e-7 beside it. */
const offsets = [0, 2 ** -24, -(2 ** -24), 1e-7, -1e-7, 3e-8, -3e-8];
const edgeModel = (seed: number): Model => {
  const flat = userModel({
    process: "absorbing",
    vocabulary: 4,
    predict: ({ noisy }) => Array.from(noisy, () => [0, 0, 0, 0]),
  });
  return {
    ...flat,
    open: () => ({
      predict: ({ rows, start }) => ({
        values: Float32Array.from(rows.flatMap((row, i) => {
          const u = drawnWith(seed, row, start[i]!) + offsets[(row + start[i]!) % offsets.length]!;
          const edge = Math.min(Math.max(u, 1e-6), 1 - 1e-6);
          return [edge / 3, 2 * edge / 3, (1 - edge) / 4, 3 * (1 - edge) / 4].map(Math.log);
        })),
        positions: 1,
        width: 4,
      }),
    }),
  };
};

/** Every token as likely as any other, at every position. */
const flatModel = userModel({
  process: "uniform",
  vocabulary: 2,
  prediction: "loo",
  predict: ({ noisy }) => Array.from(noisy, () => [0.7, 0.7]),
});
const flatMasked = userModel({
  process: "absorbing",
  vocabulary: 2,
  predict: ({ noisy }) => Array.from(noisy, () => [0.7, 0.7]),
});

const last = flow(think, finish({ pick: "argmax" }));
const steps = (each: never): Program =>
  blocks(6, pipe(open, noise(), denoise(3, { each, last }), commitBlock())) as Program;

/** Planted cases: programs and models. */
const cases: Readonly<Record<string, readonly [Program, (seed: number) => Model]>> = {
  "draws on an edge of the CDF": [blocks(1, pipe(open, noise(), flow(think, finish()), commitBlock())), edgeModel],
  "equal scores under top": [steps(flow(think, correct({ by: dist.entropy })) as never), () => flatModel],
  "equal logits under argmax": [
    steps(flow(think, draft({ pick: "argmax" }), score(masked), select(threshold(1)), write()) as never),
    () => flatMasked,
  ],
  "scores on a threshold": [
    steps(flow(think, draft(), score(dist.confidence), select(threshold(0.5, { among: masked })), write()) as never),
    () => flatMasked,
  ],
};

/** What a planted case gave: all tokens, and how many rows were settled on the host. */
export interface Planted {
  readonly name: string;
  readonly tokens: string;
  readonly settled: number;
  readonly ran: BackendName;
}

/** Runs all planted cases on a backend. */
export const plantedOn = async (backend: BackendName): Promise<readonly Planted[]> => {
  const found: Planted[] = [];
  for (const [name, [program, model]] of Object.entries(cases)) {
    const result = await sample(program, model(77), { length: 6, rows: ROWS, seed: 77, backend });
    const tokens = result.rows.map((row) => row.tokens.join("")).join(" ");
    found.push({ name, tokens, settled: result.settled, ran: result.backend });
  }
  return found;
};
