import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { capacity } from "../../../../runtime/blockdit/gpu/layout.ts";
import { flatten, inQuads } from "../../../../runtime/blockdit/gpu/tensor.ts";
import { matrix, vector } from "../../../../runtime/blockdit/gpu/weights.ts";

const layout = suite("room for a call's tensors");

layout("is enough, in whole units, and wastes at most a quarter beyond a unit", () => {
  fc.assert(fc.property(fc.nat(5000), fc.constantFrom(1, 4, 16), (n, unit) => {
    const room = capacity(n, unit);
    assert.ok(room >= n && room % unit === 0);
    assert.ok(room < n + Math.max(unit, n / 4) || room === 0);
  }));
});

layout("has few sizes: 12 for up to 256 tokens, 8 more for up to 1024", () => {
  const sizes = (most: number) => new Set(Array.from({ length: most }, (_, n) => capacity(n + 1, 16))).size;
  assert.is(sizes(256), 12);
  assert.is(sizes(1024), 20);
});

layout("gives every number of every token a place of its own among quads", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }), (quads, width) => {
    const places = Array.from(
      { length: 4 * quads * width },
      (_, i) => inQuads(Math.floor(i / width), i % width, width),
    );
    assert.equal([...places].sort((a, b) => a - b), places.map((_, i) => i));
  }));
});

layout("turns and pads weights, whole or some rows", () => {
  const weight = { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  assert.equal([...matrix(weight, 0, 3).data], [1, 3, 5, 0, 2, 4, 6, 0]);
  assert.equal([...matrix(weight, 2, 1).data], [5, 0, 0, 0, 6, 0, 0, 0]);
  assert.equal([...vector({ shape: [6], data: weight.data }, 4, 2).data], [5, 6, 0, 0]);
});

layout("reads nested results in order and flat ones without a copy", () => {
  const flat = Float32Array.of(1, 2, 3, 4);
  assert.is(flatten(flat, 4), flat);
  assert.equal([...flatten([[flat.subarray(0, 2), flat.subarray(2, 3)], [flat.subarray(3)]], 4)], [1, 2, 3, 4]);
});

layout.run();
