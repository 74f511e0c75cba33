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

exp("is within 5 units of 2^-53 of Math.exp on the host, which is off by one itself", () => {
  for (const range of [1e-300, 1e-9, 1e-3, 1, 30, 708]) {
    for (const x of numbers(20_000, range)) {
      assert.ok(relative(expOfNegative(x), Math.exp(x)) <= 5 * 2 ** -53, `at ${x}`);
    }
  }
});

exp("has no seams: it falls from one step of its tables to the next, down to the least of them", () => {
  for (const at of [-1 / 4096, -1 / 2048, -1, -17 - 1 / 4096, -707.5, -708]) {
    const around = [at * (1 - 1e-9), at, at * (1 + 1e-9)].map(expOfNegative);
    assert.ok(around[0]! > around[1]! && (around[1]! > around[2]! || at === -708), `at ${at}: ${around}`);
  }
  assert.ok(relative(expOfNegative(-708), Math.exp(-708)) <= 5 * 2 ** -53);
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
