import { suite } from "uvu";
import * as assert from "uvu/assert";
import { gpuBackend } from "../../../runtime/backends/mod.ts";
import { apply, type Kernel, leaf } from "../../../runtime/graph/value.ts";
import { expOfNegative } from "../../../runtime/kernels/exp.ts";
import { expStatements } from "../../../runtime/kernels/exp_source.ts";
import { threefry } from "../../../runtime/random/mod.ts";

const exp = suite("exp of what is not positive");

/** Numbers from 0 down to `-range`. */
const numbers = (count: number, range: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => -range * threefry([1, 2], [i, 0])[0] * 2 ** -32);

const relative = (found: number, truth: number): number => Math.abs(found - truth) / truth;

exp("is within 4 units of 2^-53 of Math.exp on the host", () => {
  for (const range of [1e-9, 1e-3, 1, 30, 700]) {
    for (const x of numbers(20_000, range)) {
      assert.ok(relative(expOfNegative(x), Math.exp(x)) <= 4 * 2 ** -53, `at ${x}`);
    }
  }
});

exp("is 1 at 0 and nothing far below", () => {
  assert.is(expOfNegative(0), 1);
  assert.is(expOfNegative(-0), 1);
  for (const x of [-708.5, -1e6, -Infinity]) { assert.is(expOfNegative(x), 0); }
});

const kernel: Kernel = {
  name: "exp",
  inputs: ["cell"],
  output: "cell",
  device: `function (x) { ${expStatements("x[this.thread.x]")} return e; }`,
  host: () => undefined,
};

exp("is within 8 units of 2^-24 in WebAssembly, and 1 where rounding left a little above 0", async () => {
  const backend = gpuBackend("webasm");
  const given = Float32Array.from([0, 1e-7, -1e6, ...[1e-6, 1, 20, 86].flatMap((range) => numbers(500, range))]);
  const shape = { rows: 1, positions: given.length, vocabulary: 2 };
  const { arrays: [found] } = await backend.evaluate([apply(kernel, leaf("cell", given))], shape);
  assert.is(backend.name(), "webasm");
  await backend.dispose();
  assert.is(found![0], 1);
  assert.is(found![1], 1);
  assert.ok(found![2]! < 1e-37);
  for (let i = 3; i < given.length; i++) {
    assert.ok(relative(found![i]!, Math.exp(given[i]!)) <= 8 * 2 ** -24, `at ${given[i]}`);
  }
});

exp.run();
