/**
 * Pictures of runs without a browser: SVG, one HTML page, lines of a terminal. None needs a built-in of Node.
 *
 * @module
 */
export type { Cell, CellKind, Moment, Opinions } from "../timeline/moment.ts";
export { type Film, type FilmFacts, filmOf } from "./film.ts";
export { type HtmlOptions, timelineHtml } from "./html/timeline_html.ts";
export type { Theme } from "./palette.ts";
export { type SvgOptions, timelineSvg } from "./svg/timeline_svg.ts";
export { momentLine, terminalFrame } from "./terminal/terminal_frame.ts";
export type { TextScreen } from "./terminal/paint.ts";
export { type BareMoment, type TraceFacts, type TraceFile, traceJson } from "./trace_json.ts";
export { type TokenNames, tokenNames } from "./token_sign.ts";
