import { cost, program } from "blockgen/dsl";
import type { Outcome, Ready } from "../engine/job.ts";
import { type Half, setup, sides } from "./store.ts";

const Fact = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>
      {value}
      {note === "" ? null : <small>{note}</small>}
    </dd>
  </div>
);

const seconds = (milliseconds: number): string =>
  milliseconds < 950 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** What a side's program costs by its definition, before it runs. */
const planned = (half: Half): string => {
  const { length, prompt, sides: both } = setup.value;
  if (!Number.isInteger(length) || length < 1) { return "…"; }
  const known = sides[half].value.ready?.prompt.length ?? prompt.length;
  const { least, most } = cost(program(both[half].nodes), { length, prompt: Math.min(known, length) });
  return least === most ? String(most) : `${least} to ${most}`;
};

const bits = (ready: Ready | null, outcome: Outcome | null) => {
  if (outcome === null) { return { value: "…", note: "" }; }
  if (outcome.bits === null) { return { value: "–", note: "the truth is not known" }; }
  return {
    value: outcome.bits.toFixed(3),
    note: ready?.textBits == null ? "exact" : `exact; the text itself: ${ready.textBits.toFixed(2)}`,
  };
};

const place = (ready: Ready | null, outcome: Outcome | null) => {
  if (outcome === null) { return { value: ready?.backend ?? "…", note: ready?.engine ?? "" }; }
  const settled = outcome.settled === 0 ? "" : `, ${outcome.settled} near-ties settled`;
  return { value: outcome.backend, note: `${outcome.engine}, ${seconds(outcome.milliseconds)}${settled}` };
};

/** The figures of a side: what it costs, how good its text is where that is known, where it ran. */
export const Facts = ({ half }: { half: Half }) => {
  const { ready, job, outcome: last } = sides[half].value;
  const { length, sides: both } = setup.value;
  // What was changed since is costed at once, before it runs.
  const outcome = job?.nodes === both[half].nodes && job.length === length ? last : null;
  const plan = planned(half);
  const nfe = outcome === null ? plan : String(outcome.nfe);
  const note = outcome === null ? "NFE, planned" : nfe === plan ? "NFE, as planned" : `NFE, planned ${plan}`;
  return (
    <dl class="facts">
      <Fact name="function evaluations" value={nfe} note={note} />
      <Fact name="bits per character" {...bits(ready, outcome)} />
      <Fact name="ran on" {...place(ready, outcome)} />
    </dl>
  );
};
