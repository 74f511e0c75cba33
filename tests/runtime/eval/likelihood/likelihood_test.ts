import { suite } from "uvu";
import * as assert from "uvu/assert";
import { logLinear } from "../../../../dsl/mod.ts";
import { boundsAt, likelihood, oracleScorer, type Scorer } from "../../../../runtime/eval/likelihood/mod.ts";
import { rowsPerCall } from "../../../../runtime/eval/likelihood/rows_per_call.ts";
import { markovOracle } from "../../../../runtime/models/mod.ts";
import { near } from "../../../support/near.ts";

const SOURCE = "abab abba baba abc cab abba cab bac abba abab bacca ".repeat(4);
const [L, ROWS] = [16, 12];

const oracleOf = (process: "absorbing" | "uniform") => markovOracle(SOURCE, { process });

/** Rows of the source and the exact `-ln p` of each. */
const rowsOf = (oracle: ReturnType<typeof oracleOf>) => {
  const read = oracle.tokenizer.encode(SOURCE) as { tokens: readonly number[] };
  const x0 = Int32Array.from(read.tokens.slice(0, L * ROWS));
  const exact = Array.from({ length: ROWS }, (_, row) => -oracle.logProbability(x0.subarray(row * L, (row + 1) * L)));
  return { rows: { x0, length: L, characters: L * ROWS }, exact };
};

/** The same predictions, less sure of themselves. */
const blurred = (scorer: Scorer): Scorer => ({
  ...scorer,
  score: async (request) =>
    Float64Array.from(await scorer.score(request), (x) => Math.log(0.8 * Math.exp(x) + 0.2 / scorer.vocabulary)),
});

const suites = suite("likelihood of a text under the oracle that wrote it");

for (const process of ["absorbing", "uniform"] as const) {
  const oracle = oracleOf(process);
  const { rows, exact } = rowsOf(oracle);
  const truth = exact.reduce((a, b) => a + b, 0);
  const scorer = oracleScorer(oracle);

  suites(`AR mode is exact, row by row: ${process}`, async () => {
    const [nll] = await boundsAt(scorer, rows, 1, { batch: 5 });
    nll!.forEach((x, row) => near(x, exact[row]!, 1e-9));
    const { sizes: [ar] } = await likelihood(scorer, rows, { blockSizes: [1] });
    assert.ok(ar!.exact && ar!.standardError === null);
    near(ar!.bitsPerCharacter, truth / Math.LN2 / (L * ROWS), 1e-9);
  });

  /** 24 draws, fixed seed; 5 standard errors (false-alarm rate about 1e-4 at 23 degrees of freedom), plus 1 % for times below 1e-3. */
  suites(`the ELBO of exact predictions is -ln p at every block size: ${process}`, async () => {
    const options = { blockSizes: [2, 4, 16], draws: 24, schedule: logLinear(1e-4) };
    for (const { bitsPerCharacter, standardError } of (await likelihood(scorer, rows, options)).sizes) {
      const error = Math.abs(bitsPerCharacter - truth / Math.LN2 / (L * ROWS));
      assert.ok(error < 5 * standardError! + 0.01 * bitsPerCharacter, `off by ${error}, ${standardError}`);
      assert.ok(standardError! < 0.1 * bitsPerCharacter);
    }
  });

  /** 12 draws, fixed seed and the same noise for both, so that the difference is far beyond chance. */
  suites(`the ELBO of worse predictions is above: ${process}`, async () => {
    const [best, worse] = await Promise.all(
      [scorer, blurred(scorer)].map((one) => likelihood(one, rows, { blockSizes: [1, 4, 16], draws: 12 })),
    );
    worse!.sizes.forEach(({ nats }, i) => assert.ok(nats > 1.05 * best!.sizes[i]!.nats));
  });

  suites(`mixture bounds lie where they must: ${process}`, async () => {
    const mixture = [{ size: 1, weight: 1 }, { size: 4, weight: 3 }];
    const found = await likelihood(blurred(scorer), rows, { blockSizes: [], mixture, draws: 4, unit: 3 });
    const [ar, four] = found.sizes.map(({ nats }) => nats) as [number, number];
    const { logSumExp, jensen } = found.mixture!;
    near(jensen.nats, (ar + 3 * four) / 4, 1e-9);
    assert.ok(logSumExp.nats < jensen.nats);
    assert.ok(logSumExp.nats <= ar + Math.log(4) * ROWS / 3 + 1e-9);
    assert.ok(logSumExp.nats <= four + Math.log(4 / 3) * ROWS / 3 + 1e-9);
  });
}

suites("batches of rows change nothing", async () => {
  const { rows } = rowsOf(oracleOf("uniform"));
  const scorer = oracleScorer(oracleOf("uniform"));
  const [one, many] = await Promise.all([1, 7].map((batch) => boundsAt(scorer, rows, 4, { draws: 2, batch })));
  assert.equal(one, many);
});
suites("a call has fewer rows where they have many numbers, of which the mixture's units know nothing", async () => {
  assert.equal([rowsPerCall(512, 128), rowsPerCall(50257, 128), rowsPerCall(50257, 1024)], [8, 2, 1]);
  const { rows } = rowsOf(oracleOf("absorbing"));
  const scorer = oracleScorer(oracleOf("absorbing"));
  const calls: number[] = [];
  // A vocabulary of so many tokens that nobody writes: only four rows are 2^24 numbers.
  const wide = (vocabulary: number): Scorer => ({
    ...scorer,
    vocabulary,
    score: async (request) => {
      calls.push(request.x0.length / L);
      const known = Float64Array.from(await scorer.score(request));
      const out = new Float64Array(request.x0.length * vocabulary).fill(-Infinity);
      request.x0.forEach((_, i) =>
        out.set(known.subarray(i * scorer.vocabulary, (i + 1) * scorer.vocabulary), i * vocabulary)
      );
      return out;
    },
  });
  const options = { blockSizes: [1], mixture: [{ size: 1, weight: 1 }] };
  const [few, many] = [await likelihood(wide(2 ** 18), rows, options), await likelihood(scorer, rows, options)];
  assert.equal(calls, [4, 4, 4]);
  assert.equal(few, many);
});

suites.run();
