/** A measured point, with the ends of its interval if it has one. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** Points that belong together, from left to right. */
export interface Line {
  /** What the legend says, a line of text each: several names share a line that they have in common. */
  readonly names: readonly string[];
  /** Index of a colour, counted round. */ readonly colour: number;
  /** Dashes tell two kinds apart that share a colour. */ readonly dashed?: boolean;
  readonly points: readonly Point[];
}

/** A horizontal or vertical axis. */
export interface Axis {
  /** Left out where the head of the column says it. */ readonly label?: string;
  readonly scale?: "linear" | "log";
  /** Where the marks are; chosen if absent. */ readonly ticks?: readonly number[];
  /** The ends; those of the data if absent. */ readonly domain?: readonly [number, number];
}

/** One picture of the grid. */
export interface Panel {
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  /** A level to compare with. */ readonly level?: number;
}

/** Panels side by side with the legend of all of them at the right. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A grid of line plots. */
export interface Sheet {
  /** For readers of the screen, and above the picture. */ readonly title: string;
  /** What is to be seen, for those who cannot see it. */ readonly description: string;
  /** Above the columns. */ readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Sizes of a panel and of the legend, pixels. */ readonly size?: Partial<Sizes>;
}

/** Pixels. */
export interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly legend: number;
}

/** What sizes are where nobody says. */
export const usualSizes: Sizes = { width: 240, height: 190, legend: 170 };
