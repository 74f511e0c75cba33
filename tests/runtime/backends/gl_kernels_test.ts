/** How plans share kernels on the GL family; on gpu.js's CPU mode, which every machine has. The devices' own tests compare numbers. */
import { GPU } from "gpu.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { glCompiler } from "../../../runtime/backends/gl_kernels.ts";
import { runOnHost } from "../../../runtime/backends/host.ts";
import { plan } from "../../../runtime/graph/plan.ts";
import type { Numbers, Shape, Value } from "../../../runtime/graph/value.ts";
import * as k from "../../../runtime/kernels/mod.ts";
import { inputs } from "../../support/kernel_inputs.ts";

const shape: Shape = { rows: 3, positions: 4, vocabulary: 7 };

/** A device that counts the kernels that are made on it. */
const counting = () => {
  const gpu = new GPU({ mode: "cpu" });
  const made: string[] = [];
  const create = gpu.createKernel.bind(gpu) as (...args: never[]) => never;
  gpu.createKernel = ((...args: never[]) => {
    made.push(String(args[0]));
    return create(...args);
  }) as typeof gpu.createKernel;
  return { gpu, made };
};

const flat = (found: Numbers | readonly Numbers[]): number[] =>
  Array.isArray(found) ? found.flatMap((row: Numbers) => [...row]) : [...found as Numbers];

/** Runs a graph with both, and holds them together. */
const agree = async (compile: ReturnType<typeof glCompiler>, values: readonly Value[], of: Shape = shape) => {
  const asked = plan(values);
  const compiled = compile(asked, of);
  const found = await compiled.run(asked.leaves.map(({ data }) => Float32Array.from(data)));
  runOnHost(asked, asked.leaves, of).forEach((truth, i) => {
    flat(found[i]!).forEach((number, at) => assert.ok(Math.abs(number - truth[at]!) < 1e-4, `${i}, ${at}`));
  });
  return { found, compiled };
};

const gl = suite("kernels that plans share");

gl("are made once for all plans that call them", async () => {
  const { gpu, made } = counting();
  const compile = glCompiler(gpu);
  const i = inputs(shape, 1);
  const dist = k.normalise(i.logits());
  await agree(compile, [k.entropy(dist)]);
  const first = made.length;
  await agree(compile, [k.entropy(k.normalise(i.logits()))]);
  assert.is(made.length, first, "the same structure again");
  await agree(compile, [k.largest(dist), k.entropy(dist)]);
  assert.is(made.length, first + 1, "one kernel more");
  await agree(compile, [k.entropy(k.normalise(inputs({ ...shape, rows: 1 }, 1).logits()))], { ...shape, rows: 1 });
  assert.is(made.length, 2 * first + 1, "another shape has its own");
  await gpu.destroy();
});

gl("have a copy for each call within one plan, so that no result is overwritten", async () => {
  const { gpu, made } = counting();
  const compile = glCompiler(gpu);
  const [a, b] = [k.normalise(inputs(shape, 1).logits()), k.normalise(inputs(shape, 2).logits())];
  await agree(compile, [k.entropy(a), k.entropy(b), k.largest(a), k.largest(b), a, b]);
  for (const source of made) { assert.is(made.filter((other) => other === source).length % 2, 0, source); }
  await gpu.destroy();
});

gl("leave results to the caller, and say what ran", async () => {
  const { gpu } = counting();
  const compile = glCompiler(gpu);
  const graph = (seed: number) => [k.normalise(inputs(shape, seed).logits()), k.largest(inputs(shape, seed).logits())];
  const { found, compiled } = await agree(compile, graph(1));
  const kept = found.map(flat);
  await agree(compile, graph(2));
  assert.equal(found.map(flat), kept);
  assert.is(compiled.ran(), "cpu");
  await gpu.destroy();
});

gl("end in an error where the device was lost, which computes zeros without a word", async () => {
  const { gpu } = counting();
  const compile = glCompiler(gpu);
  const asked = plan([k.largest(inputs(shape, 1).logits())]);
  const leaves = asked.leaves.map(({ data }) => Float32Array.from(data));
  const run = (isLost: boolean): Promise<string> => {
    Object.defineProperty(gpu, "context", { value: { isContextLost: () => isLost }, configurable: true });
    return compile(asked, shape).run(leaves).then(() => "computed", String);
  };
  assert.is(await run(false), "computed");
  assert.match(await run(true), "the device was lost");
});

gl.run();
