import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { below, fold, hashName, sampleKey, threefry, uniform, type Words } from "../../../runtime/random/mod.ts";

const vectors = suite("threefry");

vectors("gives the published words of Random123 (threefry2x32, 20 rounds)", () => {
  const published: readonly (readonly [Words, Words, Words])[] = [
    [[0, 0], [0, 0], [0x6b200159, 0x99ba4efe]],
    [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
    [[0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], [0xc4923a9c, 0x483df7a0]],
  ];
  for (const [key, counter, want] of published) { assert.equal(threefry(key, counter), want); }
});

vectors("names hash as FNV-1a says, keys fold as committed", () => {
  assert.equal(["", "a", "foobar"].map(hashName), [0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  assert.equal(fold(sampleKey(1, 0), 16, 0), threefry(threefry([1, 0], [0, 0]), [16, 0]));
});

vectors("uniforms are multiples of 2^-24 in [0, 1), equally likely in 16 bins", () => {
  // N = 65,536; chi-square with 15 degrees of freedom, threshold 44.3 (false alarm 1e-4 for a fresh seed; this one is fixed).
  const bins = new Array<number>(16).fill(0);
  for (let i = 0; i < 65536; i++) {
    const u = uniform(sampleKey(7, i), i % 31, i % 3);
    assert.is(u * 2 ** 24 % 1, 0);
    bins[Math.floor(u * 16)]! += 1;
  }
  const chi = bins.reduce((sum, count) => sum + (count - 4096) ** 2 / 4096, 0);
  assert.ok(chi < 44.3, `chi-square ${chi}`);
});

vectors("whole numbers stay below n", () => {
  fc.assert(fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 100000 }), (seed, position, n) => {
    const drawn = below(n, sampleKey(seed, 3), position);
    assert.ok(Number.isInteger(drawn) && drawn >= 0 && drawn < n);
  }));
});

vectors.run();
