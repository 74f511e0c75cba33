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

const Candidates = ({ title, top, taken, symbols }: {
  title: string;
  top: Cell["top"];
  taken: number;
  symbols: readonly string[];
}) =>
  top === undefined || top.length === 0 ? null : (
    <div>
      <p class="place">{title}</p>
      <ol class="candidates">
        {top.map(({ token, p }) => (
          <li key={token} class={token === taken ? "taken" : ""}>
            <b>{sign(symbols, token)}</b>
            <meter min={0} max={1} value={p} aria-hidden="true" />
            <span>{percent(p)}</span>
          </li>
        ))}
      </ol>
    </div>
  );

/** What the models thought of the position that is pointed at, and why its token stands there. */
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
  const { symbols } = ready;
  const shown = sign(symbols, cell.token);
  const name = `Position ${pointed.position}${shown === "" ? "" : `, ${shown}`}`;
  const taken = cell.rejected ?? cell.token;
  const score = cell.score === undefined ? "" : ` Score ${cell.score.toFixed(3)}.`;
  return (
    <div class="position">
      <p class="why" aria-live="polite">{`${name}: ${cell.why}.${score}`}</p>
      <div class="opinions">
        <Candidates
          title={`The prediction in step ${moments[pointed.moment]!.label}, most probable first`}
          top={cell.top}
          taken={taken}
          symbols={symbols}
        />
        <Candidates title="The model from left to right (AR)" top={cell.arTop} taken={taken} symbols={symbols} />
      </div>
    </div>
  );
};
