import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hostBackend } from "../../../runtime/backends/host.ts";
import { type Leaf, leaf, type Numbers, type Value } from "../../../runtime/graph/value.ts";
import { uniformPlugIn } from "../../../runtime/exact/posterior.ts";
import * as k from "../../../runtime/kernels/mod.ts";

const laws = suite("posterior kernels");

const cell = (x: number): Leaf => leaf("cell", Float64Array.of(x));
const number = (value: Value, vocabulary: number): number => {
  const { arrays } = hostBackend.evaluate([value], { rows: 1, positions: 1, vocabulary }) as {
    arrays: readonly Numbers[];
  };
  return arrays[0]![0]!;
};

const uniform = fc.nat(2 ** 24 - 1).map((n) => n / 2 ** 24);
const level = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const state = fc.record({
  V: fc.integer({ min: 2, max: 9 }),
  tokens: fc.tuple(uniform, uniform, uniform),
  u: uniform,
  current: level,
  from: level,
  rise: level,
}).map(({ V, tokens, from, rise, ...rest }) => {
  const [canvas, drawn, prior] = tokens.map((x) => Math.floor(x * V)) as [number, number, number];
  return { ...rest, V, canvas, drawn, prior, from, to: Math.min(1, from + (1 - from) * rise) };
});

type State = typeof state extends fc.Arbitrary<infer S> ? S : never;
const plugin = (s: State, frozen = 0): number =>
  number(
    k.uniformPlugin(
      ...[s.canvas, s.current, s.drawn, s.u, s.prior, s.from, s.to, frozen].map(cell) as Parameters<
        typeof k.uniformPlugin
      >,
    ),
    s.V,
  );
const mixture = (s: State, frozen = 0): number =>
  number(
    k.uniformMixture(
      ...[s.canvas, s.drawn, s.u, s.prior, s.from, s.to, frozen].map(cell) as Parameters<typeof k.uniformMixture>,
    ),
    s.V,
  );
const absorbing = (s: State, canvas: number, remask = 0, frozen = 0): number =>
  number(
    k.absorbingPosterior(
      ...[canvas, s.drawn, s.u, s.from, s.to, remask, frozen].map(cell) as Parameters<typeof k.absorbingPosterior>,
    ),
    s.V,
  );

laws("change nothing where the level stays, nor where a position is frozen", () => {
  fc.assert(fc.property(state, (s) => {
    const still = { ...s, to: s.from };
    assert.is(plugin(still), s.canvas);
    assert.is(plugin(s, 1), s.canvas);
    assert.is(mixture(s, 1), s.canvas);
    assert.is(absorbing(s, s.V, 0.5, 1), s.V);
    if (s.from < 1) {
      assert.is(mixture(still), s.canvas);
      assert.is(absorbing(still, s.V), s.V);
    }
    assert.is(absorbing(still, s.canvas), s.canvas);
  }));
});

laws("leave no mask and no fresh noise at level 1", () => {
  fc.assert(fc.property(state, (s) => {
    const last = { ...s, to: 1 };
    assert.is(absorbing(last, s.V), s.drawn);
    assert.is(absorbing(last, s.canvas), s.canvas);
    assert.ok([s.canvas, s.drawn].includes(plugin(last)));
    assert.is(mixture(last), s.from < 1 ? s.drawn : s.canvas === s.drawn ? s.drawn : s.canvas);
  }));
});

laws("law L1: keep the marginal level under any valid remasking rate", () => {
  fc.assert(fc.property(
    fc.double({ min: 0.01, max: 0.98, noNaN: true }),
    fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    (from, rise, share) => {
      const to = from + (1 - from) * rise;
      const remask = share * Math.min(1, (1 - to) / from);
      const change = (canvas: number): number => {
        const op = k.absorbingPosterior(
          ...[canvas, 0, 0, from, to, remask, 0].map(cell) as Parameters<typeof k.absorbingPosterior>,
        );
        return Math.max(0, number(op.args[3]!, 3));
      };
      const visible = from * (1 - change(0)) + (1 - from) * change(3);
      assert.ok(Math.abs(visible - to) < 1e-12, `${visible} visible, level ${to}`);
    },
  ));
});

/** `q(x_s | x_t, z)` by Bayes' rule from the forward process: `q(x_s | z) q(x_t | x_s)`. */
const bayes = (V: number, xt: number, z: number, from: number, to: number): readonly number[] => {
  const forward = (a: number, x: number, y: number): number => (x === y ? a : 0) + (1 - a) / V;
  const joint = Array.from({ length: V }, (_, v) => forward(to, z, v) * forward(from / to, v, xt));
  const sum = joint.reduce((a, b) => a + b, 0);
  return joint.map((x) => x / sum);
};

laws("draw q(x_s | x_t, z) of uniform noise through the mixture's thresholds", () => {
  for (const V of [2, 3, 5]) {
    for (const [from, to] of [[0, 0.4], [0.001, 0.3], [0.5, 0.8], [0.9, 1], [0.3, 0.3]] as const) {
      for (const [xt, z] of [[0, 0], [0, 1]] as const) {
        const op = k.uniformMixture(...[xt, z, 0, 0, from, to, 0].map(cell) as Parameters<typeof k.uniformMixture>);
        const [fresh, stay] = [number(op.args[4]!, V), number(op.args[5]!, V)];
        const found = Array.from(
          { length: V },
          (_, v) => fresh / V + (v === xt ? stay - fresh : 0) + (v === z ? 1 - stay : 0),
        );
        bayes(V, xt, z, from, to).forEach((x, v) => assert.ok(Math.abs(found[v]! - x) < 1e-12));
      }
    }
  }
});

laws("law L3: the draw by three routes (fresh token, stay, drawn token) has the plug-in's law", () => {
  const p = [0.5, 0.1, 0.4];
  for (const [alphaT, alphaS] of [[0.001, 0.3], [0.3, 0.3], [0.5, 0.8], [0.9, 1]] as const) {
    for (const xt of [0, 1, 2]) {
      const op = k.uniformPlugin(
        ...[xt, p[xt]!, 0, 0, 0, alphaT, alphaS, 0].map(cell) as Parameters<typeof k.uniformPlugin>,
      );
      const [fresh, stay] = [number(op.args[4]!, 3), number(op.args[5]!, 3)];
      uniformPlugIn(p.map(Math.log), xt, { alphaT, alphaS }).forEach((want, v) => {
        const found = fresh / 3 + (v === xt ? stay - fresh : 0) + (1 - stay) * p[v]!;
        assert.ok(Math.abs(found - want) < 1e-12, `${alphaT} ${alphaS} ${xt} ${v}: ${found}, wanted ${want}`);
      });
    }
  }
});

laws.run();
