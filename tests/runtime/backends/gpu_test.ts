import { suite } from "uvu";
import * as assert from "uvu/assert";
import { gpuBackend, hostBackend } from "../../../runtime/backends/mod.ts";
import { leaf, type Shape, type Value } from "../../../runtime/graph/value.ts";
import * as k from "../../../runtime/kernels/mod.ts";
import { inputs } from "../../support/kernel_inputs.ts";

const gpu = suite("the gpu.js backend");
const shape: Shape = { rows: 13, positions: 5, vocabulary: 9 };

const step = (seed: number, of: Shape = shape): Value[] => {
  const i = inputs(of, seed);
  const dist = k.normalise(i.logits());
  const token = k.draw(dist, i.u());
  return [token, k.entropy(dist), k.selectTop(k.confidence(dist), i.flag(1), i.row(() => 2))];
};

gpu("gives the same whatever the chunks are", async () => {
  const whole = gpuBackend("webasm");
  const expected = await whole.evaluate(step(7), shape);
  for (const cells of [1, 10, 25, 4096]) {
    const chunked = gpuBackend("webasm", { cells, numbers: 2 ** 22 });
    const found = await chunked.evaluate(step(7), shape);
    assert.equal(found, expected, `${cells} cells a chunk`);
    await chunked.dispose();
  }
  await whole.dispose();
});

gpu("settles a row whose uniform number lies on a boundary, and only that row", async () => {
  const backend = gpuBackend("webasm");
  const logits = leaf("vocabulary", Float32Array.from([1, 1, 1, 1, 2, 0, 0, 0, 1, 1, 1, 1], Math.log2));
  const finite = leaf("vocabulary", logits.data.map((x) => Math.max(-1e6, x)) as Float32Array);
  const u = leaf("cell", Float64Array.from([0.25, 0.25, 0.3]));
  const small = { rows: 3, positions: 1, vocabulary: 4 };
  const found = await backend.evaluate([k.draw(k.normalise(finite), u)], small);
  assert.equal([...found.arrays[0] as Float32Array], [1, 0, 1]);
  assert.equal(found.settled, [0]);
  await backend.dispose();
});

gpu("settles ties towards the lower token and the lower position, unless the cells do not matter", async () => {
  const backend = gpuBackend("webasm");
  const small = { rows: 2, positions: 3, vocabulary: 3 };
  const flat = leaf("vocabulary", new Float32Array(18));
  const one = leaf("cell", new Float64Array(6).fill(1));
  const wanted = [k.argmax(flat), k.selectTop(k.entropy(k.normalise(flat)), one, one)];
  const found = await backend.evaluate(wanted, small);
  assert.equal(found.settled, [0, 1]);
  assert.equal([...found.arrays[0] as Float32Array], [0, 0, 0, 0, 0, 0]);
  assert.equal([...found.arrays[1] as Float32Array], [1, 0, 0, 1, 0, 0]);
  const second = await backend.evaluate(wanted, small, Uint8Array.from([0, 0, 0, 1, 0, 0]));
  assert.equal(second.settled, [1]);
  await backend.dispose();
});

gpu("leaves results to the caller: a later call does not overwrite them", async () => {
  for (const mode of ["cpu", "webasm"] as const) {
    const backend = gpuBackend(mode);
    const first = await backend.evaluate(step(1), shape);
    const kept = first.arrays.map((array) => array.slice());
    await backend.evaluate(step(2), shape);
    assert.equal(first.arrays, kept);
    await backend.dispose();
  }
});

gpu("hands wanted leaves back, as copies, and checks their length", async () => {
  const backend = gpuBackend("cpu");
  const cell = leaf("cell", Float64Array.from([0.1, 0.2]));
  const found = await backend.evaluate([cell], { rows: 2, positions: 1, vocabulary: 2 });
  assert.equal(found.arrays[0], cell.data);
  assert.is.not(found.arrays[0], cell.data);
  try {
    await backend.evaluate([cell], { rows: 3, positions: 1, vocabulary: 2 });
    assert.unreachable("a leaf that is too short must not run");
  } catch (thrown) {
    assert.match(String(thrown), "must have 3 numbers: found 2");
  }
  await backend.dispose();
});

gpu("computes a value once, however often it is written", () => {
  let calls = 0;
  const counting = k.largest(leaf("vocabulary", Float64Array.from([1, 2])));
  const host = counting.kernel.host;
  const kernel = {
    ...counting.kernel,
    name: "counting",
    host: (...args: Parameters<typeof host>) => (calls++, host(...args)),
  };
  const twice = [{ ...counting, kernel }, { ...counting, kernel }];
  hostBackend.evaluate(twice, { rows: 1, positions: 1, vocabulary: 2 });
  assert.is(calls, 1);
});

gpu("does not grow over 1,000 evaluations: less than 30 MB", async () => {
  const backend = gpuBackend("webasm");
  const small = { rows: 4, positions: 4, vocabulary: 8 };
  const graph = step(3, small);
  for (let n = 0; n < 100; n++) { await backend.evaluate(graph, small); }
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 1000; n++) { await backend.evaluate(graph, small); }
  assert.ok(process.memoryUsage().rss - before < 30e6, `grew by ${process.memoryUsage().rss - before} bytes`);
  await backend.dispose();
});

gpu.run();
