import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  blockAncestral,
  buildSampler,
  check,
  divergence,
  llada,
  looGibbs,
  psi,
  samplerFacts,
  samplerNamed,
  samplers,
  scoreNames,
  scores,
} from "../../../dsl/mod.ts";
import { everyNode } from "../../../dsl/interpreters/bodies_of.ts";
import { root } from "../../support/root.ts";

const able = {
  vocabulary: 5,
  prediction: "loo",
  arVerify: true,
  rawAtVisible: true,
  unconditional: true,
  selfConditioning: true,
  blockSizes: "any",
  maximumLength: 256,
} as const;

/** Lists of samplers, which are data and no compositions. */
const tables = ["mod.ts", "entry.ts", "registry.ts", "posterior_samplers.ts", "unmasking_samplers.ts"];

const registry = suite("the named samplers");
registry("have names of their own, in one spelling", () => {
  const names = samplers.map((entry) => entry.name);
  assert.is(new Set(names).size, names.length);
  assert.ok(names.every((name) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)));
  assert.is(samplerNamed("nobody"), undefined);
});
registry("build programs that a model with these abilities can run", () => {
  for (const entry of samplers) {
    for (const process of samplerFacts(entry).process) {
      assert.equal(
        check(buildSampler(entry), { ...able, process }, { length: 256 }),
        [],
        `${entry.name} on ${process}`,
      );
    }
  }
});
registry("shape every prediction as asked, and psi keeps the token that crosses the nucleus, as Duo does", () => {
  const asked = { steps: 3, temperature: 0.5, topP: 0.9 };
  for (const program of [looGibbs(asked), psi(asked)]) {
    const nodes = everyNode(program.nodes).map(({ node }) => node);
    const shapes = nodes.flatMap((node) => node._tag === "Shape" ? [[node.temperature, node.topP, node.crossing]] : []);
    assert.is(shapes.length, nodes.filter((node) => node._tag === "Predict").length);
    for (const shape of shapes) { assert.equal(shape, [{ _tag: "Number", value: 0.5 }, 0.9, "keep"]); }
  }
});
registry("take a temperature that nothing could undo as 0", () => {
  assert.equal(llada({ steps: 2, temperature: 1e-6 }), llada({ steps: 2, temperature: 0 }));
  assert.not.equal(llada({ steps: 2, temperature: 1e-3 }), llada({ steps: 2, temperature: 0 }));
});
registry("listen to every parameter that they list", () => {
  const paper = { block: 8, steps: 3, temperature: 0.5, by: "gap", every: 2, warmup: 1, arTokens: 32 } as const;
  const others = {
    ...paper,
    topP: 0.5,
    eta: 0.3,
    threshold: 0.5,
    gamma: 0.5,
    pickTemperature: 2,
    kappa: 0.5,
    sweeps: 3,
    factor: 0.5,
    low: 0.2,
  } as const;
  for (const entry of samplers) {
    for (const knob of Object.keys(entry.parameters) as (keyof typeof others)[]) {
      const changed = buildSampler(entry, { [knob]: others[knob] });
      assert.not.equal(changed, buildSampler(entry), `${entry.name} ${knob}`);
    }
  }
});
registry("are the compositions of their names", () => {
  assert.equal(buildSampler(samplerNamed("block-ancestral")!, { steps: 4 }), blockAncestral({ size: 16, steps: 4 }));
  const tv = arpc({ size: 16, steps: 8, by: divergence.tv });
  assert.equal(buildSampler(samplerNamed("arpc")!, { by: "tv" }), tv);
});
registry("have facts that are read off the program", () => {
  const facts = samplerFacts(samplerNamed("arpc")!);
  assert.equal(facts, {
    process: ["absorbing", "uniform"],
    needs: ["arVerify"],
    nfe: "2N-1 per block of 16 (N = 8)",
  });
  assert.equal(samplerFacts(samplerNamed("block-ancestral")!).needs, []);
});
registry("have the noise that they were published for, where their program would run on both", () => {
  const noise = (name: string) => samplerFacts(samplerNamed(name)!).process;
  assert.equal(noise("ancestral"), ["absorbing", "uniform"]);
  assert.equal([noise("mdlm"), noise("first-hitting"), noise("llada21")], [["absorbing"], ["absorbing"], [
    "absorbing",
  ]]);
  assert.equal([noise("duo"), noise("ddim"), noise("diffusion-gemma")], [["uniform"], ["uniform"], ["uniform"]]);
});
registry("are at least thirty, each with a paragraph of its own in the docs", () => {
  const paragraphs = readFileSync(join(root, "docs/samplers.md"), "utf8").match(/^### .+$/gm)!.map((line) =>
    line.slice(4)
  );
  assert.equal(paragraphs.sort(), samplers.map((entry) => entry.name).sort());
  assert.ok(samplers.length >= 30, String(samplers.length));
});
registry("have no file of more than 30 lines of code", () => {
  const isCode = (line: string) => line.trim() !== "" && !/^\s*(\/?\*|\/\/)/.test(line);
  for (const file of readdirSync(join(root, "dsl/samplers")).filter((name) => !tables.includes(name))) {
    const body = readFileSync(join(root, "dsl/samplers", file), "utf8").replace(/^import [^;]+;$/gm, "");
    const lines = body.split("\n").filter(isCode).length;
    assert.ok(lines <= 30, `${file} has ${lines}`);
  }
});
registry("have laws by number, in the files that the docs name and in no others", () => {
  const rows = readFileSync(join(root, "docs/samplers.md"), "utf8").matchAll(/^\| (L\d+) .*$/gm);
  const told = new Map(Array.from(rows, ([row, law]) => [law!, row.match(/tests\/\S+_test\.ts/g)!.sort()]));
  assert.equal([...told.keys()], Array.from({ length: 11 }, (_, i) => `L${i + 1}`));
  const files = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("_test.ts")).map((name) => `tests/${name.replaceAll("\\", "/")}`);
  const texts = files.map((name) => [name, readFileSync(join(root, name), "utf8")] as const);
  for (const [law, wanted] of told) {
    const found = texts.filter(([, text]) => new RegExp(`["\`(]law ${law}\\b`).test(text)).map(([name]) => name);
    assert.equal(found.sort(), wanted, law);
  }
});
registry("cite what they are from, in every file of a sampler", () => {
  const shared = ["assuming.ts", "remdm_options.ts", "think.ts", "unmask.ts", "whole.ts", ...tables];
  for (const file of readdirSync(join(root, "dsl/samplers")).filter((name) => !shared.includes(name))) {
    assert.match(readFileSync(join(root, "dsl/samplers", file), "utf8"), /@see |Source: /, file);
  }
});
registry("know the paper's scores by name", () => {
  assert.is(scoreNames.length, 10);
  assert.equal(scores.nll, ar.nll);
});
registry.run();
