import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blockAncestral } from "../../dsl/mod.ts";
import { type BackendName, sample } from "../../runtime/mod.ts";
import { plantedOn } from "../support/planted.ts";
import { models } from "../support/programs.ts";
import { rowAt, tokensOf } from "../support/same_tokens.ts";

/** Same seed, same tokens: 10,000 random seeds of each small program. Browsers and Deno have a file of their own. */
const SEEDS = 10_000;
const devices = ["cpu", "webasm"] as const satisfies readonly BackendName[];
const same = suite("same seed, same tokens, under Node");

const truth = tokensOf("host", SEEDS);
const planted = plantedOn("host");

for (const backend of devices) {
  same(`${SEEDS} random seeds on ${backend} give the tokens of the host`, async () => {
    const found = await tokensOf(backend, SEEDS);
    const expected = await truth;
    assert.equal(found.ran, [backend]);
    assert.equal(found.cases.map(({ hashes }) => hashes), expected.cases.map(({ hashes }) => hashes));
    assert.ok(found.cases.some(({ settled }) => settled > 0), "some rows came close to a boundary by chance");
  });

  same(`planted edges and ties are settled, and come out the same: ${backend}`, async () => {
    const [found, expected] = [await plantedOn(backend), await planted];
    for (const [i, { name, tokens, settled, ran }] of found.entries()) {
      assert.is(ran, backend);
      assert.is(tokens, expected[i]!.tokens, name);
      assert.ok(settled > 0, `${name} was settled ${settled} times`);
    }
  });
}

same("the host has nothing to settle", async () => {
  assert.ok((await truth).cases.every(({ settled }) => settled === 0));
  assert.ok((await planted).every(({ settled }) => settled === 0));
});

same("the seeds differ, and so do the tokens", async () => {
  const rows = Array.from({ length: SEEDS }, (_, n) => rowAt(n));
  assert.is(new Set(rows.map(({ seed }) => seed)).size, SEEDS);
  assert.ok(rows.every(({ seed }) => Number.isSafeInteger(seed)));
  for (const { hashes } of (await truth).cases) { assert.is(new Set(hashes).size, hashes.length); }
});

same("the edges were really met: on the number itself the next token is drawn, below it the one before", async () => {
  const [edges] = await planted;
  const rows = edges!.tokens.split(" ");
  const met = rows.flatMap((row, r) => [...row].map((token, position) => [(r + position) % 7, Number(token)] as const));
  const share = (offset: number) =>
    met.filter(([at, token]) => at === offset && token < 2).length / met.filter(([at]) => at === offset).length;
  // Offsets 3 and 4 move the edge by 1e-7 up and down; float32 logits blur them by about as much.
  assert.ok(share(3) > 0.6 && share(4) < 0.4, `${share(3)} ${share(4)}`);
});

same("the same seed twice gives the same result, whole", async () => {
  const options = { length: 12, rows: 3, seed: 2 ** 53 - 1, backend: "webasm", trace: "stage" } as const;
  const program = blockAncestral({ size: 4, steps: 3 });
  assert.equal(await sample(program, models.uniform, options), await sample(program, models.uniform, options));
});

same.run();
