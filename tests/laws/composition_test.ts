import fc from "fast-check";
import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  bodyOf,
  correct,
  dist,
  fragment,
  from,
  guided,
  hash,
  leftToRight,
  named,
  type Noisy,
  posterior,
  predict,
  type Program,
  program,
  remember,
  repeat,
  sequence,
  shape,
} from "../../dsl/mod.ts";

type Open = Program<{ readonly block: "open" }, never>;
type Piece = (start: Noisy) => Noisy;

const temperature = fc.double({ min: 0, max: 2, noNaN: true });
const think = (t: number) => flow(from.noisy, predict(), shape({ temperature: t }));
const forget = (piece: (start: never) => unknown): Piece => (start) => program([...start.nodes, ...bodyOf(piece)]);

/** A step that goes from a noisy block to a noisy block. */
const step: fc.Arbitrary<Piece> = fc.oneof(
  temperature.map((t) => forget(flow(think(t), posterior()))),
  temperature.map((t) => forget(flow(think(t), correct({ by: ar.nll })))),
  fc.nat(3).map((n) => forget(flow(from.noisy, repeat(n, flow(think(1), posterior()))))),
  fc.string({ minLength: 1 }).map((name) => forget(flow(think(1), remember(name, dist.entropy), posterior()))),
  fc.record({ every: fc.integer({ min: 1, max: 4 }), after: fc.nat(4) }).map((options) =>
    forget(
      flow(from.noisy, guided(options, flow(think(1), correct({ by: dist.entropy })), flow(think(0.5), posterior()))),
    )
  ),
  fc.string({ minLength: 1 }).map((name) => forget(flow(from.noisy, named(name, flow(think(1), posterior()))))),
);

/** A whole sampler. */
const sampler: fc.Arbitrary<Open> = fc.oneof(
  fc.nat(8).map((upTo) => autoregressive({ upTo: 4 * upTo }) as Open),
  fc.integer({ min: 1, max: 9 }).map((steps) => blockAncestral({ size: 4, steps }) as Open),
  fc.integer({ min: 1, max: 9 }).map((steps) => arpc({ size: 4, steps, by: dist.entropy }) as unknown as Open),
  temperature.map((t) => leftToRight({ size: 4, temperature: t }) as Open),
);

const start = program([]) as Noisy;
const nodes = (piece: Piece) => piece(start).nodes;
const category = suite("steps form a category, programs a monoid");

category("law L9: flow and pipe are associative", () => {
  fc.assert(fc.property(step, step, step, (f, g, h) => {
    assert.equal(nodes(flow(flow(f, g), h)), nodes(flow(f, flow(g, h))));
    assert.equal(pipe(start, f, g, h).nodes, nodes(flow(f, g, h)));
  }));
});

category("an anchor is the identity, on both sides", () => {
  fc.assert(fc.property(step, (f) => {
    assert.equal(nodes(flow(from.noisy, f)), nodes(f));
    assert.equal(nodes(flow(f, from.noisy)), nodes(f));
  }));
});

category("fragment adds the nodes of its piece and nothing else", () => {
  fc.assert(fc.property(step, step, (f, g) => {
    assert.equal(bodyOf(flow(from.noisy, fragment(f), fragment(g))), nodes(flow(f, g)));
    assert.equal(bodyOf(flow(from.noisy, fragment(flow(f, fragment(g))))), nodes(flow(f, g)));
  }));
});

category("a body is the nodes of a step, wherever it stands", () => {
  fc.assert(fc.property(step, step, fc.nat(5), (f, g, times) => {
    const [node] = bodyOf(flow(from.noisy, repeat(times, flow(f, g))));
    assert.equal(node, { _tag: "Repeat", times, body: [...nodes(f), ...nodes(g)] });
  }));
});

category("sequence is associative", () => {
  fc.assert(fc.property(sampler, sampler, sampler, (a, b, c) => {
    const left = sequence(sequence(a, b) as Open, c);
    const right = sequence(a, sequence(b, c) as Open);
    assert.equal(left.nodes, right.nodes);
    assert.is(hash(left), hash(sequence(a, b, c)));
  }));
});

category("the empty sequence is the identity, and of one program the program itself", () => {
  fc.assert(fc.property(sampler, (a) => {
    assert.equal(sequence(a).nodes, a.nodes);
    assert.equal(sequence(sequence() as Open, a).nodes, a.nodes);
    assert.equal(sequence(a, sequence() as Open).nodes, a.nodes);
  }));
});

category.run();
