import type { Axis, Line, Panel, Point, Sizes } from "./sheet.ts";
import { colourOf } from "./palette.ts";
import type { Tools } from "./tools.ts";

const margins = { marginLeft: 34, marginRight: 8, marginTop: 10, marginBottom: 32 };

/** One panel as SVG markup, without the `svg` around it: bands, lines and dots, in the order of the lines. */
export const drawPanel = ({ plot, document }: Tools, panel: Panel, size: Sizes): string => {
  const level = panel.level === undefined
    ? []
    : [plot.ruleY([panel.level], { stroke: "currentColor", strokeOpacity: 0.7, strokeDasharray: "1 3" })];
  const svg = plot.plot({
    document,
    width: size.width,
    height: size.height,
    ...margins,
    x: { ...axis(panel.x), labelAnchor: "center", labelArrow: "none" },
    y: { ticks: 5, ...axis(panel.y), grid: true, labelArrow: "none" },
    marks: [...namedTicks(plot, panel.x), ...level, ...panel.lines.flatMap((line) => marksOf(plot, line))],
  });
  return Array.from(svg.children).filter((child) => child.localName !== "style").map((child) => child.outerHTML)
    .join("");
};

const axis = ({ label, scale = "linear", ticks, domain }: Axis) => ({
  label: label ?? null,
  type: scale,
  ...(domain === undefined ? {} : { domain: [...domain] }),
  ...(ticks === undefined ? {} : { ticks: [...ticks] }),
});

/** Chosen ticks all have their number: a log scale would leave out that of 9, for want of room between 5 and 17. */
const namedTicks = (plot: Tools["plot"], { label, ticks }: Axis) =>
  ticks === undefined ? [] : [
    plot.axisX([...ticks], {
      text: ticks.map(String),
      label: label ?? null,
      labelAnchor: "center",
      labelArrow: "none",
    }),
  ];

/** The narrowest band that can be seen. */
const ends = ({ y, low = y, high = y }: Point) => ({ low, high });

const marksOf = (plot: Tools["plot"], { points, colour, dashed = false }: Line) => {
  const data = points.map((point) => ({ ...point, ...ends(point) }));
  const paint = colourOf(colour);
  const span = { x: "x", y1: "low", y2: "high" };
  const band = points.length > 1
    ? plot.areaY(data, { ...span, fill: paint, fillOpacity: 0.18 })
    : plot.ruleX(data, { ...span, stroke: paint, strokeOpacity: 0.6, strokeWidth: 3 });
  const dashes = dashed ? { strokeDasharray: "4 3" } : {};
  return [
    band,
    plot.lineY(data, { x: "x", y: "y", stroke: paint, strokeWidth: 1.6, ...dashes }),
    plot.dot(data, {
      x: "x",
      y: "y",
      r: 2.4,
      stroke: paint,
      strokeWidth: 1.4,
      fill: dashed ? "var(--paper)" : paint,
    }),
  ];
};
