/** One process of the quality table: measures the cells that it is sent, one at a time. */
import process from "node:process";
import type { Cell } from "./cells.ts";
import { measure } from "./measure.ts";
import type { Scale } from "./setting.ts";

const scale = JSON.parse(process.argv[2] ?? "{}") as Scale;

process.on("message", async (cell: Cell) => {
  process.send?.(await measure(cell, scale));
});
process.send?.("ready");
