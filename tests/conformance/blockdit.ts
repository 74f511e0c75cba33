import { isLeft } from "fp-ts/lib/Either.js";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ContextRule,
  type Engine,
  type Feed,
  generating,
  type NetworkConfig,
  training,
  verifying,
  type Weights,
} from "../../runtime/blockdit/mod.ts";
import { bytesOfFile } from "../../runtime/checkpoints/file_bytes_node.ts";
import { openSafetensors } from "../../runtime/checkpoints/safetensors.ts";
import { type Case, caseOf, failed, type SetReport, skipped } from "./report.ts";

type Tokens = readonly (readonly number[])[];
type Cube = readonly (readonly (readonly number[])[])[];

/** A call of the network and what it gave. */
interface Call {
  readonly mode: "train" | "generate" | "ar_verify";
  readonly block_size: number;
  readonly sigma?: readonly number[];
  readonly x0: Tokens;
  readonly xt: Tokens;
  readonly logits: Cube;
  readonly float32_error?: number;
}

/** One call without a cache, or several on one cache. */
type GoldenCase =
  & { readonly name: string; readonly note?: string; readonly float32_error?: number }
  & (Call | { readonly mode: "session"; readonly calls: readonly Call[] });

interface Cases {
  readonly vocab_size: number;
  readonly adaLN: boolean;
  readonly model: Readonly<{
    hidden_size: number;
    cond_dim: number;
    length: number;
    n_blocks: number;
    n_heads: number;
    x0_causal: boolean;
  }>;
  readonly cases: readonly GoldenCase[];
}

/** A network of the golden data. */
export interface Variant {
  readonly name: string;
  readonly config: NetworkConfig;
  readonly weights: Weights;
  readonly cases: readonly GoldenCase[];
}

/** An engine that the golden cases are put to, by the name that the report gives it. */
export interface Candidate {
  readonly name: string;
  /** The engine, or why there is none here. */
  readonly open: (variant: Variant) => Promise<Engine | string>;
}

const weightsOf = async (file: string): Promise<Weights> => {
  const opened = await openSafetensors(await bytesOfFile(file));
  if (isLeft(opened)) { throw new Error(`cannot read ${file}: ${JSON.stringify(opened.left)}`); }
  const tensors = new Map<string, ReturnType<Weights>>();
  for (const { name, shape } of opened.right.entries) {
    const data = await opened.right.tensor(name);
    if (isLeft(data)) { throw new Error(`cannot read ${name} of ${file}`); }
    tensors.set(name, { shape, data: data.right });
  }
  await opened.right.close();
  return (name) => tensors.get(name)!;
};

/** The networks in a folder of golden data, by the names of their folders. */
export const variantsIn = async (folder: string): Promise<readonly Variant[]> => {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return await Promise.all(
    names.filter((name) => existsSync(join(folder, name, "cases.json"))).map(async (name) => {
      const { model, vocab_size, adaLN, cases } = JSON.parse(
        readFileSync(join(folder, name, "cases.json"), "utf8"),
      ) as Cases;
      const config: NetworkConfig = {
        hidden: model.hidden_size,
        heads: model.n_heads,
        blocks: model.n_blocks,
        conditioning: model.cond_dim,
        length: model.length,
        vocabulary: vocab_size,
        adaLN,
        causalContext: model.x0_causal,
        activation: "gelu",
      };
      return { name, config, cases, weights: await weightsOf(join(folder, name, "model.safetensors")) };
    }),
  );
};

/** The tensors of a call behind contexts that are cached. */
const feedOf = (call: Call, cached: readonly (readonly number[])[], causal: boolean, length: number): Feed => {
  const rule: ContextRule = causal ? "causal" : call.block_size;
  const rows = call.xt.map((noisy, row) => ({
    row,
    cached: cached[row].length,
    context: Int32Array.from([...cached[row], ...call.x0[row] ?? []]),
    noisy: Int32Array.from(noisy),
    sigma: call.sigma?.[row] ?? 0,
  }));
  // The original numbers the noisy half of a sequence that is shorter than the network's length from its own length on.
  const shift = call.mode === "train" && call.xt[0].length < length ? call.xt[0].length : 0;
  return call.mode === "generate"
    ? generating(rows, rule)
    : call.mode === "ar_verify"
    ? verifying(rows)
    : shifted(training(rows, call.block_size, rule), shift);
};

const shifted = (feed: Feed, by: number): Feed => ({ ...feed, noisyPositions: feed.noisyPositions.map((p) => p + by) });

/** Where a logit is further off than single precision explains. */
const complaints = (got: Float32Array, want: Cube, float32Error: number): readonly string[] => {
  const all = want.flat(2);
  if (got.length !== all.length) { return [`wanted ${all.length} logits, found ${got.length}`]; }
  const bad = all.findIndex((x, i) => !(Math.abs(got[i] - x) <= 1e-4 * (1 + Math.abs(x)) + 4 * float32Error));
  return bad < 0 ? [] : [`logit ${bad}: wanted ${all[bad]}, found ${got[bad]}`];
};

const runCase = async (engine: Engine, { config }: Variant, golden: GoldenCase): Promise<readonly string[]> => {
  const calls = golden.mode === "session" ? golden.calls : [golden];
  const cache = engine.open(calls[0].xt.length, 2 * config.length);
  const contexts: number[][] = calls[0].xt.map(() => []);
  const found: string[] = [];
  for (const [k, call] of calls.entries()) {
    const commits = golden.mode === "session" && call.mode === "generate";
    const logits = await cache.forward(feedOf(call, contexts, config.causalContext, config.length), commits);
    const error = call.float32_error ?? golden.float32_error ?? 0;
    found.push(...complaints(logits, call.logits, error).map((why) => `call ${k}, ${call.mode}: ${why}`));
    if (commits) { call.x0.forEach((tokens, row) => contexts[row].push(...tokens)); }
  }
  cache.close();
  return found;
};

const casesOn = async (candidate: Candidate, variant: Variant): Promise<readonly Case[]> => {
  const engine = await candidate.open(variant);
  if (typeof engine === "string") {
    return [{
      name: `${variant.name} on ${candidate.name}`,
      outcome: skipped(engine),
    }];
  }
  const cases: Case[] = [];
  for (const golden of variant.cases) {
    cases.push(caseOf(`${variant.name} ${golden.name} on ${candidate.name}`, await runCase(engine, variant, golden)));
  }
  await engine.dispose();
  return cases;
};

/** Every case of every network in a folder, on every engine. */
export const checkBlockDit = async (folder: string, candidates: readonly Candidate[]): Promise<SetReport> => {
  const variants = await variantsIn(folder);
  if (variants.length === 0) {
    return {
      set: "blockdit",
      groups: [{ name: "folder", cases: [{ name: folder, outcome: failed("no networks in it") }] }],
    };
  }
  const groups: { name: string; cases: readonly Case[] }[] = [];
  for (const candidate of candidates) {
    for (const variant of variants) {
      groups.push({ name: `${variant.name} on ${candidate.name}`, cases: await casesOn(candidate, variant) });
    }
  }
  return { set: "blockdit", groups };
};
