import { ar, arpc, blockAncestral, divergence, type Process, type Program } from "../../dsl/mod.ts";
import { type BackendName, randomTable, type RowInput, sample, tableOracle, threefry } from "../../runtime/mod.ts";

/** Small programs on exact models: blocks of 2 to 4, ancestral and ARPC, masked and uniform. */
const cases: readonly (readonly [name: string, program: Program, process: Process])[] = [
  ["ancestral, blocks of 2, masked", blockAncestral({ size: 2, steps: 3 }), "absorbing"],
  ["ancestral, one block of 4, uniform", blockAncestral({ size: 4, steps: 3, temperature: 0.8 }), "uniform"],
  ["ARPC by nll, one block of 4, masked", arpc({ size: 4, steps: 3, by: ar.nll }) as Program, "absorbing"],
  ["ARPC by KL, blocks of 3, uniform", arpc({ size: 3, steps: 2, by: divergence.kl }) as Program, "uniform"],
];

const LENGTH = 4;
const modelOf = (process: Process) =>
  tableOracle({ table: randomTable(31, 3, LENGTH), vocabulary: 3, length: LENGTH, process, name: "three symbols" });

/** The n-th random seed, from 0 to 2^53 - 1; a prompt of none to three tokens comes with it. */
export const rowAt = (n: number): RowInput => {
  const [high, low] = threefry([2026, 11], [n, 0]);
  const length = n % 4;
  const prompt = Array.from({ length }, (_, i) => (low >>> (8 * i)) % 3);
  return { seed: (high % 2 ** 21) * 2 ** 32 + low, sample: n % 7, ...(length === 0 ? {} : { prompt }) };
};

/** Of a case: a hash of the tokens of each thousand seeds, and how many rows were settled on the host. */
export interface CaseTokens {
  readonly name: string;
  readonly hashes: readonly string[];
  readonly settled: number;
}

/** What a backend gave, and which one it really was. */
export interface SameTokens {
  readonly ran: readonly BackendName[];
  readonly cases: readonly CaseTokens[];
}

const hashOf = (rows: readonly { readonly tokens: readonly number[] }[]): string => {
  let hash = 0x811c9dc5;
  for (const { tokens } of rows) {
    for (const token of tokens) { hash = Math.imul(hash ^ (token + 1), 0x01000193); }
  }
  return (hash >>> 0).toString(16);
};

/** The tokens of the first `seeds` rows of every case, `batch` rows at a time; hashes are of `batch` rows each. */
export const tokensOf = async (backend: BackendName, seeds: number, batch = 1000): Promise<SameTokens> => {
  const ran = new Set<BackendName>();
  const found: CaseTokens[] = [];
  for (const [name, program, process] of cases) {
    const hashes: string[] = [];
    let settled = 0;
    for (let from = 0; from < seeds; from += batch) {
      const rows = Array.from({ length: Math.min(batch, seeds - from) }, (_, i) => rowAt(from + i));
      const result = await sample(program, modelOf(process), { length: LENGTH, rows, backend });
      ran.add(result.backend);
      settled += result.settled;
      hashes.push(hashOf(result.rows));
    }
    found.push({ name, hashes, settled });
  }
  return { ran: [...ran], cases: found };
};
