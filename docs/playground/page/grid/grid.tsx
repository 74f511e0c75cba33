import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Cell } from "../../../../runtime/timeline/moment.ts";
import { type Pane, sequenceAt } from "../../../../runtime/timeline/panes.ts";
import { views } from "../side_view.ts";
import { type Half, sides } from "../store.ts";
import { Columns } from "./columns.tsx";
import { Row } from "./row.tsx";
import { cellOf, reveal, walk } from "./walk.ts";
import { pagesOf, windowOf } from "./window.ts";

/** Grids of more columns have smaller cells. */
const WIDE = 24;

/** Columns that have their number above them. */
const NUMBERED = 5;

const Head = ({ columns: [from, to] }: { columns: readonly [number, number] }) => (
  <thead>
    <tr>
      <th scope="col">step</th>
      {Array.from({ length: to - from }, (_, i) => from + i).map((position) => (
        <th key={position} scope="col">{position === from || position % NUMBERED === 0 ? position : ""}</th>
      ))}
    </tr>
  </thead>
);

/** Tells the view which cell is pointed at. */
const pointer = (half: Half) => (event: Event): void => {
  const cell = cellOf(event);
  if (cell === null) { return; }
  const row = cell.parentElement as HTMLTableRowElement;
  views[half]!.pointed.value = { moment: Number(row.dataset["moment"]), position: Number(cell.dataset["position"]) };
};

const Table = ({ half, pane, at }: { half: Half; pane: Pane; at: number }) => {
  const page = useSignal(0);
  const frame = useRef<HTMLDivElement>(null);
  const { moments, ready } = sides[half].value;
  const { rows: [from, to], columns } = windowOf(pane, at, page.value);
  useEffect(() => {
    const now = frame.current?.querySelector<HTMLElement>("tr.now");
    if (frame.current && now) { reveal(frame.current, now); }
  }, [at, moments.length]);
  const tell = pointer(half);
  const settledAt = (i: number) => {
    let known: readonly Cell[] | undefined;
    return (position: number): Cell | undefined =>
      position < moments[i]!.start ? (known ??= sequenceAt(moments, i, ready!.prompt))[position] : undefined;
  };
  return (
    <>
      <Columns pages={pagesOf(pane)} page={page} columns={columns} />
      <div class="frame" ref={frame}>
        <table
          class={columns[1] - columns[0] > WIDE ? "grid wide" : "grid"}
          aria-label="Tokens over time"
          onPointerOver={tell}
          onFocusIn={tell}
          onClick={tell}
          onKeyDown={walk}
        >
          <Head columns={columns} />
          <tbody>
            {moments.slice(from, to).map((moment, i) => (
              <Row
                key={from + i}
                moment={moment}
                at={from + i}
                columns={columns}
                settled={settledAt(from + i)}
                symbols={ready!.symbols}
                phase={from + i > at ? "later" : from + i === at ? "now" : "past"}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};

/** The tokens of a side over time: a row a step, a column a position. */
export const Grid = ({ half }: { half: Half }) => {
  const { at, pane } = views[half]!;
  if (at.value === null || pane.value === null || sides[half].value.ready === null) {
    return <div class="frame" aria-hidden="true" />;
  }
  return <Table half={half} pane={pane.value} at={at.value} key={pane.value.start} />;
};
