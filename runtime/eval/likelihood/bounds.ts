import { formulaOf, type Schedule } from "../../../dsl/mod.ts";
import { logLinear } from "../../../dsl/schedules/mod.ts";
import { noiseBatch, type NoiseOptions, type NoisyBatch } from "../../train/noise.ts";
import { flatBound, flatElbo } from "../../train/objectives/flat_elbo.ts";
import { isPureNoise, lossAt } from "../../train/objectives/loss_type.ts";
import { objectiveOf } from "../../train/objectives/objective.ts";
import { rowNumber } from "../../kernels/mod.ts";
import { type DrawnLoss, withoutLuck } from "./control.ts";
import { rowsPerCall } from "./rows_per_call.ts";
import type { Scorer } from "./scorer.ts";

/** How a bound is estimated. */
export interface BoundOptions {
  /** Draws of times and noise for block sizes above 1 (default 8); at block size 1 one is exact. */ readonly draws?:
    number;
  /** Of times and noise (default 0). */ readonly seed?: number;
  /** Default: log-linear, eps 1e-3, as in BlockGen. */ readonly schedule?: Schedule;
  /** Smallest time (default 1e-3). */ readonly timeEps?: number;
  /** Each block has its time (default), or each row, for networks that are told one time a row. */
  readonly timePer?: NoiseOptions["timePer"];
  /** Rows of one call of the scorer; default 8, fewer where these are more than 2^24 numbers. Results do not depend on it. */
  readonly batch?: number;
}

/** Clean text in rows of one length. */
export interface Rows {
  /** `[row][position]`. */ readonly x0: Int32Array;
  /** Tokens of a row. */ readonly length: number;
}

/**
 * Upper bounds on the negative log-likelihood of each row at a block size, in nats: `[draw][row]`, one draw of times and noise each;
 * their mean is the ELBO. At block size 1 it is the exact AR value, by the chain rule, from one draw of pure noise.
 *
 * Within a draw times are stratified over all blocks of all rows; from two draws on, a control variate takes out most of the
 * chance that is left. Times below `timeEps` are left out, as in BlockGen.
 */
export async function boundsAt(
  scorer: Scorer,
  rows: Rows,
  blockSize: number,
  options: BoundOptions = {},
): Promise<readonly Float64Array[]> {
  const exact = blockSize === 1;
  const drawn: DrawnLoss[] = [];
  for (let draw = 0; draw < (exact ? 1 : options.draws ?? 8); draw++) {
    drawn.push(await boundOnce(scorer, rows, blockSize, noisy(scorer, rows, blockSize, draw, options), options));
  }
  return withoutLuck(drawn, rows.length * flatMean(scorer, options));
}

/** The flat prediction's integrand, averaged over the times that are drawn and over the noise, nats a token. */
function flatMean({ process, vocabulary }: Scorer, { schedule = logLinear(), timeEps = 1e-3 }: BoundOptions): number {
  const [from, to] = [1, timeEps].map((t) => rowNumber(formulaOf(schedule), { t })) as [number, number];
  return flatBound(process, vocabulary, from, to) / (1 - timeEps);
}

function noisy({ process, vocabulary }: Scorer, rows: Rows, blockSize: number, draw: number, options: BoundOptions) {
  const { seed = 0, schedule = logLinear(), timeEps = 1e-3, timePer = "block" } = options;
  const blockSizes = Array.from({ length: rows.x0.length / rows.length }, () => blockSize);
  return noiseBatch({ x0: rows.x0, blockSizes, seed, step: draw }, {
    process,
    vocabulary,
    schedule: formulaOf(schedule),
    timeEps,
    timePer,
    times: "stratified",
    pureNoise: isPureNoise([], blockSize, "eval") ? [blockSize] : [],
  });
}

/** What each row costs, scored a batch of rows at a time. */
async function boundOnce(
  scorer: Scorer,
  { x0, length }: Rows,
  blockSize: number,
  { xt, alpha, slope }: NoisyBatch,
  options: BoundOptions,
): Promise<DrawnLoss> {
  const V = scorer.vocabulary;
  const batch = options.batch ?? rowsPerCall(V, length);
  const loss = objectiveOf(lossAt({ loss: "elbo" }, blockSize, "eval"), scorer.process);
  const [losses, flat] = [new Float64Array(x0.length / length), new Float64Array(x0.length / length)];
  for (let from = 0; from < x0.length; from += batch * length) {
    const [clean, dirty, level] = [x0, xt, alpha].map((all) => all.slice(from, from + batch * length)) as [
      Int32Array,
      Int32Array,
      Float64Array,
    ];
    const logP = await scorer.score({ x0: clean, xt: dirty, alpha: level, length, blockSize });
    for (let i = 0; i < clean.length; i++) {
      const at = { x0: clean[i], xt: dirty[i], alpha: level[i], slope: slope[from + i] };
      const row = Math.floor((from + i) / length);
      losses[row] += loss(rowOf(logP, i, V), at);
      flat[row] += flatElbo(scorer.process, V, at);
    }
  }
  return { loss: losses, flat };
}

const rowOf = (logP: ArrayLike<number>, i: number, V: number): ArrayLike<number> =>
  logP instanceof Float64Array || logP instanceof Float32Array
    ? logP.subarray(i * V, (i + 1) * V)
    : Array.prototype.slice.call(logP, i * V, (i + 1) * V);
