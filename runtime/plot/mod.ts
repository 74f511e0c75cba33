/**
 * Plots as standalone SVG.
 *
 * @module
 */
export * from "./draw_sheet.ts";
export * from "./palette.ts";
export * from "./sheet.ts";
export * from "./tools.ts";
