import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hostBackend } from "../../../runtime/backends/host.ts";
import { type Leaf, leaf, type Numbers, type Value } from "../../../runtime/graph/value.ts";
import * as k from "../../../runtime/kernels/mod.ts";

const draws = suite("drawing and truncating");

const evaluate = (value: Value, positions: number, vocabulary: number): Numbers =>
  (hostBackend.evaluate([value], { rows: 1, positions, vocabulary }) as { arrays: readonly Numbers[] }).arrays[0]!;
const logs = (p: readonly number[]): Value =>
  leaf("vocabulary", Float64Array.from(p, (x) => (x > 0 ? Math.log(x) : k.IMPOSSIBLE)));

draws("a token as often as it is probable: exact over an even grid of 2^14 uniforms", () => {
  const p = [0, 0.25, 0.125, 0, 0.5, 0.125, 0];
  const count = 2 ** 14;
  const all = Array.from({ length: count }, () => p).flat();
  const u = leaf("cell", Float64Array.from({ length: count }, (_, i) => i / count));
  const found = [...evaluate(k.draw(logs(all), u), count, p.length)];
  assert.equal(p.map((_, v) => found.filter((token) => token === v).length / count), p);
});

const truncated = (
  p: readonly number[],
  topK: number | null,
  topP: number | null,
  crossing: "keep" | "drop",
): number[] =>
  [...evaluate(k.truncate(logs(p), topK, topP, crossing), 1, p.length)].flatMap((x, v) => (x > k.HARDLY ? [v] : []));

draws(
  "truncates with the crossing token in or out; the share is of what top-k left; ties go to the lower token",
  () => {
    const p = [0.1, 0.4, 0.2, 0.3];
    assert.equal(truncated(p, 2, null, "keep"), [1, 3]);
    assert.equal(truncated(p, null, 0.6, "keep"), [1, 3]);
    assert.equal(truncated(p, null, 0.6, "drop"), [1]);
    assert.equal(truncated(p, null, 0.7, "keep"), [1, 3]);
    assert.equal(truncated(p, null, 0.7, "drop"), [1, 3]);
    assert.equal(truncated(p, null, 0.3, "drop"), [1]);
    assert.equal(truncated(p, 2, 0.5, "keep"), [1]);
    assert.equal(truncated([0.25, 0.25, 0.25, 0.25], 2, null, "keep"), [0, 1]);
    assert.equal(truncated([0.25, 0.25, 0.25, 0.25], null, 0.5, "keep"), [0, 1]);
    assert.equal(truncated([0, 1, 0], 2, 0.9, "drop"), [1]);
  },
);

draws("does not truncate at a share of 1", () => {
  const dist = logs([0.5, 0.5]);
  assert.is(k.truncate(dist, null, 1, "drop"), dist);
});

draws("normalises, and a temperature before or after it is the same", () => {
  fc.assert(fc.property(
    fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 2, maxLength: 9 }),
    fc.double({ min: 0.1, max: 3, noNaN: true }),
    (logits, by) => {
      const raw = leaf("vocabulary", Float64Array.from(logits));
      const p = evaluate(k.normalise(raw), 1, logits.length);
      assert.ok(Math.abs([...p].reduce((sum, x) => sum + Math.exp(x), 0) - 1) < 1e-12);
      const one = leaf("cell", Float64Array.of(by));
      const direct = evaluate(k.normalise(k.scale(leaf("vocabulary", p), one)), 1, logits.length);
      const through = evaluate(k.normalise(k.scale(k.normalise(raw), one)), 1, logits.length);
      direct.forEach((x, v) => assert.ok(Math.abs(x - through[v]!) < 1e-9));
    },
  ));
});

draws("guides by nothing at scale 0, by the condition's absence at -1, and never to what either rules out", () => {
  const [c, u] = [logs([0.2, 0.8, 0]), logs([0.5, 0, 0.5])] as [Leaf, Leaf];
  const guided = (scale: number) => [...evaluate(k.guideMix(c, u, leaf("cell", Float64Array.of(scale))), 1, 3)];
  assert.equal(guided(0), [...c.data]);
  assert.equal(guided(-1), [...u.data]);
  assert.equal(guided(2).map((x) => x > k.HARDLY), [true, false, false]);
});

draws.run();
