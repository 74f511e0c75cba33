import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { runInBrowser } from "../support/browser/mod.ts";
import { denoAdapter, hasDeno, runInDeno } from "../support/deno.ts";
import { type Planted, plantedOn } from "../support/planted.ts";
import { root } from "../support/root.ts";
import { type SameTokens, tokensOf } from "../support/same_tokens.ts";
import { ranOn, skipUnless } from "../support/skip.ts";

/** Same seed, same tokens: the seeds and planted cases of `same_tokens_test.ts` in a real Chromium and under Deno. */
const SEEDS = 10_000;
const seeds = join(root, "tests/support/same_tokens.ts");
const planted = join(root, "tests/support/planted.ts");
const truth = tokensOf("host", SEEDS);
const truthOfPlanted = plantedOn("host");

const assertSame = async (found: SameTokens, backend: string): Promise<void> => {
  const expected = await truth;
  assert.equal(found.ran, [backend]);
  assert.equal(found.cases.map(({ hashes }) => hashes), expected.cases.map(({ hashes }) => hashes));
};

const assertPlanted = async (found: readonly Planted[], backend: string): Promise<void> => {
  const expected = await truthOfPlanted;
  for (const [i, { name, tokens, settled, ran }] of found.entries()) {
    assert.is(ran, backend);
    assert.is(tokens, expected[i]!.tokens, name);
    assert.ok(settled > 0, name);
  }
};

const same = suite("same seed, same tokens, elsewhere");

for (const backend of ["webgl2", "webgpu"] as const) {
  same(`${SEEDS} random seeds on ${backend} in Chromium give the tokens of the host under Node`, async () => {
    await assertSame(
      await runInBrowser<SameTokens>({ graphics: backend, entry: seeds, name: "tokensOf", args: [backend, SEEDS] }),
      backend,
    );
    ranOn("chromium");
    ranOn(backend);
  });

  same(`planted edges and ties come out the same on ${backend} in Chromium`, async () => {
    await assertPlanted(
      await runInBrowser({ graphics: backend, entry: planted, name: "plantedOn", args: [backend] }),
      backend,
    );
  });
}

const adapter = hasDeno ? await denoAdapter() : null;
const whereAdapter = skipUnless(adapter !== null, "Deno finds no WebGPU adapter here");

whereAdapter(same)(`${SEEDS} random seeds on webgpu under Deno give them too`, async () => {
  const flags = ["--unstable-webgpu"];
  const found = await runInDeno<SameTokens>({
    entry: seeds,
    name: "tokensOf",
    args: ["webgpu", SEEDS],
    flags,
    seconds: 200,
  });
  await assertSame(found, "webgpu");
  const edges = await runInDeno<readonly Planted[]>({ entry: planted, name: "plantedOn", args: ["webgpu"], flags });
  await assertPlanted(edges, "webgpu");
});

same.run();
