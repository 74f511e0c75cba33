import { Component } from "preact";
import type { Cell, Moment } from "../../../../runtime/timeline/moment.ts";
import { sign } from "../symbol.ts";

/** A row of the grid: a moment, over the columns of the window. */
export interface RowProps {
  readonly moment: Moment;
  /** Index of the moment. */ readonly at: number;
  readonly columns: readonly [number, number];
  /** What stands at a position outside of the moment's block; nothing if it is still empty. */
  readonly settled: (position: number) => Cell | undefined;
  readonly symbols: readonly string[];
  readonly phase: "past" | "now" | "later";
}

const CellView = ({ cell, position, symbols, first }: {
  cell: Cell | undefined;
  position: number;
  symbols: readonly string[];
  first: boolean;
}) => {
  if (cell === undefined) { return <td class="cell empty" />; }
  const shown = sign(symbols, cell.token);
  return (
    <td
      class={`cell ${cell.kind}${cell.changed ? " changed" : ""}`}
      data-position={position}
      tabindex={first ? 0 : -1}
      aria-label={`${shown || "mask"}, ${cell.why}`}
    >
      {shown === "" && cell.rejected !== null ? <s>{sign(symbols, cell.rejected)}</s> : shown}
    </td>
  );
};

/** Draws it; again only if something in it changed, as a grid has thousands of cells. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { moment, phase, columns, at } = this.props;
    return next.moment !== moment || next.phase !== phase || next.at !== at ||
      next.columns[0] !== columns[0] || next.columns[1] !== columns[1];
  }

  override render({ moment, at, columns: [from, to], settled, symbols, phase }: RowProps) {
    const positions = Array.from({ length: to - from }, (_, i) => from + i);
    const cellAt = (position: number): Cell | undefined => moment.cells[position - moment.start] ?? settled(position);
    const first = phase === "now" ? positions.find((position) => cellAt(position) !== undefined) : undefined;
    return (
      <tr class={phase} data-moment={at}>
        <th scope="row">{moment.label}</th>
        {positions.map((position) => (
          <CellView
            key={position}
            cell={cellAt(position)}
            position={position}
            symbols={symbols}
            first={position === first}
          />
        ))}
      </tr>
    );
  }
}
