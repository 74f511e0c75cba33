import type { Cell } from "../../../runtime/timeline/moment.ts";
import { apart, type Half, setup, sides, titles } from "./store.ts";
import { lastCell, type SideState } from "./side_state.ts";
import { quoted } from "./symbol.ts";

/** Positions that are told one by one. */
const MOST = 40;

const wasRefused = ({ kind }: Cell): boolean => kind === "renoised" || kind === "rejected";
const wasDrafted = ({ kind }: Cell): boolean => kind === "drafted";

/** Why the token of a finished run stands at a position: the last doubt about an earlier one, then how it came. */
const reason = ({ moments }: SideState, position: number): string => {
  const refused = lastCell(moments, position, wasRefused);
  const drafted = lastCell(moments, position, wasDrafted);
  return [refused, drafted].flatMap((found) => found === null ? [] : [`step ${found.label}: ${found.cell.why}`]).join(
    "; ",
  );
};

const List = ({ half, positions }: { half: Half; positions: readonly number[] }) => {
  const state = sides[half].value;
  const symbols = state.ready!.symbols;
  return (
    <ol class="reasons" tabindex={0} aria-label="Reasons, position by position">
      {positions.slice(0, MOST).map((position) => (
        <li key={position}>
          <i>{position}</i>
          <span>{`${quoted(symbols, state.outcome!.tokens[position]!)}: ${reason(state, position)}`}</span>
        </li>
      ))}
      {positions.length > MOST ? <li>{`and ${positions.length - MOST} more`}</li> : null}
    </ol>
  );
};

const counted = (count: number): string => count === 1 ? "1 token differs" : `${count} tokens differ`;

/** Where a side came out otherwise than its run before, or than the other side, and why. */
export const Differences = ({ half }: { half: Half }) => {
  const { flashing, outcome } = sides[half].value;
  const others = apart.value;
  if (outcome === null) { return <div class="differences" role="status" />; }
  const fromOther = [...others?.keys() ?? []];
  const fromLast = [...flashing.keys()];
  const other = titles[1 - half]!.toLowerCase();
  return (
    <div class="differences">
      <p class="flashed" role="status">
        {fromLast.length === 0 ? "" : `${counted(fromLast.length)} from the run before.`}
      </p>
      {fromLast.length === 0 ? null : (
        <details open>
          <summary>why, position by position</summary>
          <List half={half} positions={fromLast} />
        </details>
      )}
      {fromOther.length === 0 ? <p>{same(others)}</p> : (
        <details>
          <summary>{`${counted(fromOther.length)} from the ${other} side at seed ${setup.value.seed}: why`}</summary>
          <List half={half} positions={fromOther} />
        </details>
      )}
    </div>
  );
};

const same = (others: ReadonlyMap<number, number> | null): string =>
  others === null ? "" : "Both sides came out the same.";
