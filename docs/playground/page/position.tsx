import type { Cell } from "../../../runtime/timeline/moment.ts";
import { sequenceAt } from "../../../runtime/timeline/panes.ts";
import { percent } from "../../../runtime/timeline/score_words.ts";
import { type Pointed, views } from "./side_view.ts";
import { type Half, sides } from "./store.ts";
import { sign } from "./symbol.ts";

const cellAt = (half: Half, { moment, position }: Pointed): Cell | undefined => {
  const { moments, ready } = sides[half].value;
  const shown = moments[moment];
  return shown?.cells[position - shown.start] ??
    (shown === undefined || ready === null ? undefined : sequenceAt(moments, moment, ready.prompt)[position]);
};

const Candidate = ({ text, p, taken }: { text: string; p: number; taken: boolean }) => (
  <li class={taken ? "taken" : ""}>
    <b>{text}</b>
    <meter min={0} max={1} value={p} aria-hidden="true" />
    <span>{percent(p)}</span>
  </li>
);

/** What the model thought of the position that is pointed at, and why its token stands there. */
export const Position = ({ half }: { half: Half }) => {
  const { ready, moments } = sides[half].value;
  const pointed = views[half]!.pointed.value;
  const cell = pointed === null ? undefined : cellAt(half, pointed);
  if (pointed === null || cell === undefined || ready === null) {
    return (
      <div class="position">
        <p class="why hint">Point at a cell, tap it, or walk the grid with the arrow keys, to read why it is there.</p>
      </div>
    );
  }
  const shown = sign(ready.symbols, cell.token);
  const name = `Position ${pointed.position}${shown === "" ? "" : `, ${shown}`}`;
  return (
    <div class="position">
      <p class="why" aria-live="polite">{`${name}: ${cell.why}.`}</p>
      {cell.top === undefined || cell.top.length === 0 ? null : (
        <>
          <p class="place">{`The prediction in step ${moments[pointed.moment]!.label}, most probable first:`}</p>
          <ol class="candidates">
            {cell.top.map(({ token, p }) => (
              <Candidate key={token} text={sign(ready.symbols, token)} p={p} taken={token === cell.token} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
};
