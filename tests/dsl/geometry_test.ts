import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blocksOf, clockPartOf, type Cut, roundHalfEven, updatesOf } from "../../dsl/mod.ts";

const cut = (given: Partial<Cut>): Cut => ({
  size: 4,
  upTo: null,
  prefix: null,
  length: 8,
  from: 0,
  frozen: [],
  ...given,
});

const arbitraryCut = fc.record({
  size: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constant("sequence" as const)),
  upTo: fc.option(fc.nat(20)),
  prefix: fc.option(fc.nat(20)),
  length: fc.nat(20),
  from: fc.nat(20),
  frozen: fc.array(fc.boolean(), { maxLength: 20 }),
});

const unknownAt = (given: Cut, position: number) =>
  position >= given.from && (given.prefix === null ? !given.frozen[position] : position >= given.prefix);

const geometry = suite("block geometry");

geometry("rounds halves to even, as Python does", () => {
  assert.equal([0.5, 1.5, 2.5, -0.5, -1.5, 0.4999, 2.6, -2.6, 7].map((x) => roundHalfEven(x) + 0), [
    0,
    2,
    2,
    0,
    -2,
    0,
    3,
    -3,
    7,
  ]);
});

geometry("cuts a row into aligned blocks", () => {
  assert.equal(blocksOf(cut({})), [{ start: 0, size: 4, free: 4 }, { start: 4, size: 4, free: 4 }]);
  assert.equal(blocksOf(cut({ length: 6 })).at(-1), { start: 4, size: 2, free: 2 });
  assert.equal(blocksOf(cut({ size: "sequence" })), [{ start: 0, size: 8, free: 8 }]);
  assert.equal(blocksOf(cut({ upTo: 4 })).length, 1);
  assert.equal(blocksOf(cut({ upTo: 8, from: 4 })), [{ start: 4, size: 4, free: 4 }]);
});

geometry("starts at the first block that has something to make", () => {
  const frozen = [true, true, true, true, true];
  assert.equal(blocksOf(cut({ frozen })), [{ start: 4, size: 4, free: 3 }]);
  assert.equal(blocksOf(cut({ frozen, prefix: 2 })), [{ start: 0, size: 4, free: 2 }, { start: 4, size: 4, free: 4 }]);
  assert.equal(blocksOf(cut({ frozen: new Array(8).fill(true) })), []);
});

geometry("keeps blocks in the middle in which everything is known", () => {
  const frozen = [0, 0, 0, 0, 1, 1, 1, 1, 0];
  assert.equal(blocksOf(cut({ length: 12, frozen })).map((block) => block.free), [4, 0, 4]);
});

geometry("every unknown position before the end is in exactly one block", () => {
  fc.assert(
    fc.property(arbitraryCut, (given) => {
      const blocks = blocksOf(given);
      const end = Math.max(Math.min(given.upTo ?? given.length, given.length), Math.min(given.from, given.length));
      for (let position = 0; position < end; position++) {
        const holding = blocks.filter((block) => position >= block.start && position < block.start + block.size).length;
        assert.ok(holding <= 1 && (holding === 1 || !unknownAt(given, position)));
      }
      const unknown = Array.from({ length: end }, (_, position) => unknownAt(given, position)).filter(Boolean).length;
      assert.is(blocks.reduce((sum, block) => sum + block.free, 0), unknown);
      blocks.forEach((block, i) =>
        assert.ok(block.size > 0 && (i === 0 || block.start === blocks[i - 1].start + blocks[i - 1].size))
      );
      assert.ok(blocks.length === 0 || blocks[0].free > 0);
    }),
    { seed: 1 },
  );
});

geometry("counts the updates of a partial block by the policy", () => {
  const half = { size: 4, free: 2 };
  assert.equal((["full", "proportional", "perToken"] as const).map((policy) => updatesOf(5, policy, half)), [5, 2, 10]);
  assert.is(updatesOf(1, "proportional", { size: 4, free: 1 }), 1);
  assert.is(updatesOf(0.1, "perToken", { size: 4, free: 1 }), 1);
  assert.equal(
    (["full", "proportional", "perToken"] as const).map((policy) => updatesOf(5, policy, { size: 4, free: 0 })),
    [0, 0, 0],
  );
});

geometry("a proportional block runs the end of the clock", () => {
  assert.equal(clockPartOf(8, "proportional", { size: 16, free: 4 }), { intervals: 8, skipped: 6 });
  assert.equal(clockPartOf(8, "full", { size: 16, free: 4 }), { intervals: 8, skipped: 0 });
  assert.equal(clockPartOf(2, "perToken", { size: 16, free: 4 }), { intervals: 8, skipped: 0 });
});

geometry.run();
