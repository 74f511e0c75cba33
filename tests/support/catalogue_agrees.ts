import { isLeft } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { exact } from "../../runtime/exact/mod.ts";
import { sample } from "../../runtime/mod.ts";
import { enumerated } from "../runtime/exact/support.ts";
import { everyPublished, modelFor } from "./catalogue.ts";
import { gTest, holm } from "./statistics.ts";

/** False-alarm rate of the family, kept by Holm's procedure. */
const RATE = 1e-3;

const counted = <K>(keys: readonly K[]): ReadonlyMap<K, number> =>
  keys.reduce((counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1), new Map<K, number>());

type Case = (typeof everyPublished)[number];

const fits = async (samples: number, { name, process, one }: Case): Promise<readonly (readonly [string, number])[]> => {
  const model = modelFor(one, process, name === "ddim" ? "full" : "loo");
  const law = await enumerated(one.program, model, { length: one.length });
  const { rows } = await sample(one.program, model, { length: one.length, rows: samples, seed: 11, backend: "webasm" });
  return [
    [`${name}, ${process}`, gTest(counted(rows.map((row) => row.tokens.join(","))), law.distribution).p],
    [`${name}, ${process}: NFE`, gTest(counted(rows.map((row) => row.nfe)), law.nfe).p],
  ];
};

/**
 * A suite of so many samples of each sampler on webasm, with a fixed seed, against the enumerated laws of its tokens and its NFE, by G-test.
 *
 * A sampler whose law is a single row gives p = 1, or 0 for any other row.
 */
export const catalogueAgrees = (samples: number): void => {
  const agreement = suite(`published samplers on webasm, ${samples} rows each, against exact`);
  const found: (readonly [string, number])[] = [];

  for (const each of everyPublished) {
    const { name, process, one } = each;
    if (one.law === undefined) {
      agreement(`${name}, ${process}`, async () => {
        found.push(...await fits(samples, each));
        assert.ok(found.at(-2)![1] > RATE / 100, `p = ${found.at(-2)![1]}`);
      });
    } else {
      agreement(`${name}: not enumerable, covered by ${one.law}`, async () => {
        const refused = await exact(one.program, modelFor(one, process), { length: one.length });
        assert.ok(isLeft(refused) && refused.left._tag === "NotEnumerable");
      });
    }
  }

  agreement("the family as a whole", () => {
    const fallen = holm(found.map(([, p]) => p), RATE);
    assert.equal(found.filter((_, i) => fallen[i]), []);
  });
  agreement.run();
};
