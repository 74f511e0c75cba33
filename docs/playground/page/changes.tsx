import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import { views } from "./side_view.ts";
import { type Half, sides } from "./store.ts";
import { sign } from "./symbol.ts";

/** Changes that are listed at once. */
const MOST = 64;

const worthAWord = ({ changed, kind }: Cell): boolean => changed || kind === "rejected";

const Badge = ({ cell, symbols }: { cell: Cell; symbols: readonly string[] }) => (
  <b class={`badge ${cell.kind}${cell.changed ? " changed" : ""}`}>
    {cell.rejected === null ? sign(symbols, cell.token) : <s>{sign(symbols, cell.rejected)}</s>}
  </b>
);

/** What is said of a moment in which nothing changed. */
const quiet = (moments: readonly Moment[], shown: Moment): string => {
  if (shown.label !== "commit") { return shown.label === "noise" ? "The block begins as noise." : "Nothing changed."; }
  const cells = moments.filter(({ start }) => start === shown.start).flatMap((moment) => moment.cells);
  const count = (kind: Cell["kind"]): number => cells.filter((cell) => cell.kind === kind).length;
  return `The block is committed. On the way ${count("drafted")} tokens were drafted, ` +
    `${count("renoised")} re-noised, and ${count("rejected")} drafts not taken.`;
};

/** The list of what changed in the step shown, in words. */
export const Changes = ({ half }: { half: Half }) => {
  const { moments, ready } = sides[half].value;
  const at = views[half]!.at.value;
  const shown = at === null ? undefined : moments[at];
  if (shown === undefined || ready === null) { return <ol class="changes" tabindex={0} aria-label="What changed" />; }
  const told = shown.cells.flatMap((cell, i) => worthAWord(cell) ? [{ cell, position: shown.start + i }] : []);
  return (
    <ol class="changes" tabindex={0} aria-label="What changed">
      {told.length === 0 ? <li class="none">{quiet(moments, shown)}</li> : null}
      {told.slice(0, MOST).map(({ cell, position }) => (
        <li key={position}>
          <i>{position}</i>
          <Badge cell={cell} symbols={ready.symbols} />
          <span>{cell.why}</span>
        </li>
      ))}
      {told.length > MOST ? <li class="none">{`and ${told.length - MOST} more`}</li> : null}
    </ol>
  );
};
