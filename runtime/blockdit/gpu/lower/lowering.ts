import type { NetworkConfig } from "../../config.ts";
import type { Weights } from "../../engine.ts";
import type { Feed } from "../../feed.ts";
import type { ContextStore } from "../cache.ts";
import type { Expression, Part } from "../expression.ts";
import type { Layout } from "../layout.ts";
import type { Form } from "../program.ts";
import type { Residents, Step } from "../steps.ts";

/** What the steps of one call look at. */
export interface Call {
  readonly config: NetworkConfig;
  readonly form: Form;
  readonly weights: Weights;
  /** Shapes of weights; what makes their numbers may be slow, and is asked once. */ readonly shapeOf: (
    name: string,
  ) => readonly number[];
  /** Weights on the device. */ readonly residents: Residents;
  readonly store: ContextStore;
  /** Cached context on the device. */ readonly past: Residents;
  readonly feed: Feed;
  readonly layout: Layout;
}

/** A step that leaves quads `[4, width, quads]`, and the column at which the meant part begins. */
export interface Quads {
  readonly step: Step;
  readonly width: number;
  readonly quads: number;
  /** Quads of a row; 0 for conditions. */ readonly rowQuads: number;
  readonly at: number;
}

/** A step that leaves `[width, rows]`, and the column at which the meant part begins. */
export interface OfRows {
  readonly step: Step;
  readonly width: number;
  readonly at: number;
}

/** Keys and values that a layer's fresh clean tokens offer. */
export interface Offered {
  readonly keys: Quads;
  readonly values: Quads;
}

/** How a description becomes steps; a description that occurs twice becomes one. */
export interface Lowering {
  readonly call: Call;
  readonly quads: (x: Expression) => Quads;
  readonly ofRows: (part: Part) => OfRows;
  /** Runs once for each key. */ readonly once: (key: string, make: () => Step) => Step;
  readonly offer: (layer: number, offered: Offered) => void;
}
