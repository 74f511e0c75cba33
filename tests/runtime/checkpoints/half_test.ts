import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fromHalf, toHalf } from "../../../runtime/checkpoints/half.ts";

const isNan = (bits: number): boolean => (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;

const half = suite("half precision");
half("all 65,536 bit patterns come back from their numbers", () => {
  for (let bits = 0; bits < 65536; bits++) {
    if (!isNan(bits)) assert.is(toHalf(fromHalf(bits)), bits);
  }
  assert.ok(Number.isNaN(fromHalf(0x7c01)) && isNan(toHalf(NaN)));
});
half("known numbers", () => {
  const known = [[0x3c00, 1], [0xc000, -2], [0x7bff, 65504], [0x0400, 2 ** -14], [0x0001, 2 ** -24], [
    0x3555,
    0.333251953125,
  ]];
  for (const [bits, number] of known) assert.is(fromHalf(bits!), number);
  assert.is(toHalf(65519.9), 0x7bff);
  assert.is(toHalf(65520), 0x7c00);
  assert.is(toHalf(-Infinity), 0xfc00);
  assert.is(toHalf(2 ** -25), 0, "a tie goes to the even neighbour, 0");
  assert.is(toHalf(1.5 * 2 ** -24), 2);
});
half("any number goes to a nearest one, a tie to the even one", () => {
  fc.assert(
    fc.property(fc.double({ min: -65500, max: 65500, noNaN: true }), (value) => {
      const bits = toHalf(value);
      const distance = Math.abs(fromHalf(bits) - value);
      for (const other of [bits - 1, bits + 1].filter((near) => near >= 0 && (near & 0x7fff) <= 0x7bff)) {
        const away = Math.abs(fromHalf(other) - value);
        assert.ok(distance < away || (distance === away && bits % 2 === 0), `${value}`);
      }
    }),
    { numRuns: 2000, seed: 4 },
  );
});
half.run();
