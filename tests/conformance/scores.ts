import { arpc, cost, dist, noiseQuota, type StepPolicy, top } from "../../dsl/mod.ts";
import { clockPartOf } from "../../dsl/geometry.ts";
import { linspace } from "../../dsl/clock.ts";
import { levelsOf } from "../../runtime/exact/control.ts";
import { evaluate, evaluateAll } from "../../runtime/exact/evaluate.ts";
import type { View } from "../../runtime/exact/features.ts";
import { placeOf } from "../../runtime/exact/place.ts";
import { choose } from "../../runtime/exact/select.ts";
import { initialState } from "../../runtime/exact/state.ts";
import { interning } from "../../runtime/exact/table.ts";
import { arpcScore } from "./arpc_score.ts";
import { scheduleOf } from "./posterior.ts";
import { allNear, type Case, caseOf, near, same, type SetReport } from "./report.ts";

/** The parts of scores.json that are read. */
export interface ScoresSet {
  readonly cases?: readonly ScoreCase[];
  readonly num_to_corrupt?: readonly QuotaCase[];
}

interface ScoreCase {
  readonly process: "absorbing" | "uniform";
  readonly block_size: number;
  readonly vocab_size: number;
  readonly xt: readonly number[];
  readonly log_p_diff: readonly (readonly number[])[];
  readonly log_p_ar: readonly (readonly number[])[];
  readonly x_current: readonly number[];
  readonly scores: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly selection: readonly SelectionCase[];
}

interface SelectionCase {
  readonly mode: string;
  readonly metric: string;
  readonly num_to_corrupt: number;
  readonly block_prefix_len: number;
  readonly indices: readonly number[];
  readonly overflow_into_prefix?: number;
}

interface QuotaCase {
  readonly block_size: number;
  readonly steps: number;
  readonly noise: string;
  readonly noise_eps: number;
  readonly time_eps: number;
  readonly steps_policy: StepPolicy;
  readonly block_prefix_len: number;
  readonly alpha_t: readonly number[];
  readonly alpha_s: readonly number[];
  readonly num_to_corrupt: readonly number[];
  readonly nfe_without_verification: number;
}

/** The case as a state of `exact` that has predicted, drafted and verified; the first `prefix` positions cannot be chosen. */
const viewOf = (golden: ScoreCase, prefix: number): View => {
  const vocabulary = golden.process === "absorbing" ? golden.vocab_size - 1 : golden.vocab_size;
  const intern = interning();
  const real = (rows: readonly (readonly number[])[]) =>
    intern(rows.map((row) => row.slice(0, vocabulary)), "unknown", "raw");
  const block = { start: 0, size: golden.block_size, free: golden.block_size - prefix };
  const slots = {
    canvas: golden.xt,
    draft: golden.x_current,
    dist: real(golden.log_p_diff),
    ar: real(golden.log_p_ar),
  };
  return {
    vocabulary,
    place: placeOf(block, () => false, (i) => i >= prefix),
    state: { ...initialState(golden.xt.map(() => -1)), ...slots },
  };
};

const scoresOf = (golden: ScoreCase, mode: string, metric: string): readonly number[] => {
  const score = arpcScore(mode, metric);
  return score === null ? [] : evaluateAll(score.formula, viewOf(golden, 0));
};

const scoreCases = (golden: ScoreCase, n: number): readonly Case[] =>
  Object.entries(golden.scores).flatMap(([mode, metrics]) =>
    Object.entries(metrics).map(([metric, want]) =>
      caseOf(`case ${n} ${mode} ${metric}`, allNear("score", scoresOf(golden, mode, metric), want, 1e-9))
    )
  );

const selectionCases = (golden: ScoreCase, n: number): readonly Case[] =>
  golden.selection.map((selection) => {
    const { mode, metric, num_to_corrupt: quota, block_prefix_len: prefix, indices, overflow_into_prefix = 0 } =
      selection;
    const picks = choose(top(quota).selection, scoresOf(golden, mode, metric), viewOf(golden, prefix));
    const chosen = picks.flatMap((picked, i) => (picked ? [i] : []));
    const name = `case ${n} ${mode} ${metric}, ${quota} behind ${prefix}`;
    return caseOf(name, [
      ...same("chosen", chosen, indices),
      ...near("left over", quota - chosen.length, overflow_into_prefix, 0),
    ]);
  });

const quotasOf = (golden: QuotaCase, alphaS: readonly number[]): readonly number[] => {
  const block = { start: 0, size: golden.block_size, free: golden.block_size };
  const place = placeOf(block, () => false, () => true);
  const state = initialState([]);
  return alphaS.slice(0, -1).map((level) =>
    evaluate(noiseQuota.formula, { state, place: { ...place, alphaS: level }, vocabulary: 2 }, 0)
  );
};

const quotaCase = (golden: QuotaCase, n: number): Case => {
  const { block_size: size, block_prefix_len: prefix, steps, steps_policy: policy } = golden;
  const schedule = scheduleOf(golden.noise, golden.noise_eps);
  if (schedule === null) return caseOf(`quota ${n}`, [`no schedule is called ${golden.noise}`]);
  const { intervals, skipped } = clockPartOf(steps, policy, { size, free: size - prefix });
  const levels = levelsOf(linspace(schedule, golden.time_eps), intervals).slice(skipped);
  const alphaS = [...levels.slice(1, -1), 1];
  const program = arpc({ size, steps, policy, schedule, by: dist.entropy });
  const row = { length: size, prompt: prefix };
  return caseOf(`quota ${n}`, [
    ...allNear("alpha_t", levels.slice(0, -1), golden.alpha_t, 1e-6),
    ...allNear("alpha_s", alphaS, golden.alpha_s, 1e-6),
    ...same("num_to_corrupt", quotasOf(golden, alphaS), golden.num_to_corrupt),
    ...near("nfe_without_verification", cost(program, row).most, golden.nfe_without_verification, 0),
  ]);
};

/** Scores of the correctors, what they select, and how many. */
export const checkScores = (golden: ScoresSet): SetReport => ({
  set: "scores",
  groups: [
    { name: "scores", cases: (golden.cases ?? []).flatMap(scoreCases) },
    { name: "selections", cases: (golden.cases ?? []).flatMap(selectionCases) },
    { name: "quotas", cases: (golden.num_to_corrupt ?? []).map(quotaCase) },
  ],
});
