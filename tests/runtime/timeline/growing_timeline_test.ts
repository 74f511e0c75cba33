import { ar, arpc, autoregressive, blockAncestral } from "blockgen/dsl";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { growingTimeline, timelineOf } from "../../../runtime/timeline/timeline.ts";
import { eventsOf } from "../../playground/with_text.ts";

const facts = { prompt: 3, quote: String, isMask: (token: number): boolean => token > 100 };
const job = { prompt: "Row", length: 16 };

const growing = suite("a timeline that grows");

for (
  const [name, program] of [
    ["ancestral sampling", blockAncestral({ size: 8, steps: 4 })],
    ["ARPC", arpc({ size: 8, steps: 4, by: ar.nll })],
    ["autoregression", autoregressive()],
  ] as const
) {
  growing(`has after each event of ${name} the moments of the events so far`, async () => {
    const events = await eventsOf(program, job);
    const timeline = growingTimeline(facts);
    events.forEach((event, i) => {
      timeline.add(event);
      assert.equal(timeline.moments(), timelineOf(events.slice(0, i + 1), facts));
    });
    assert.ok(timeline.moments().length > 4);
  });
}

growing("keeps the moments that nothing changed, and leaves the lists alone that it gave", async () => {
  const events = await eventsOf(blockAncestral({ size: 8, steps: 4 }), job);
  const timeline = growingTimeline(facts);
  for (const event of events.slice(0, events.length / 2)) { timeline.add(event); }
  const before = timeline.moments();
  const count = before.length;
  for (const event of events.slice(events.length / 2)) { timeline.add(event); }
  assert.is(before.length, count);
  assert.ok(before.every((moment, i) => timeline.moments()[i] === moment));
});
growing.run();
