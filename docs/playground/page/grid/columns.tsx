import type { Signal } from "@preact/signals";

/** Which columns of a wide grid are drawn. */
export interface ColumnsProps {
  readonly pages: number;
  readonly page: Signal<number>;
  readonly columns: readonly [number, number];
}

/** Buttons that turn the pages of a wide grid; nothing for others. */
export const Columns = ({ pages, page, columns: [from, to] }: ColumnsProps) =>
  pages < 2 ? null : (
    <p class="columns">
      <button type="button" aria-label="Earlier positions" disabled={page.value === 0} onClick={() => page.value--}>
        ◀
      </button>
      <span>{`positions ${from} to ${to - 1}`}</span>
      <button
        type="button"
        aria-label="Later positions"
        disabled={page.value >= pages - 1}
        onClick={() => page.value++}
      >
        ▶
      </button>
    </p>
  );
