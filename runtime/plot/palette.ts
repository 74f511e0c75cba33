/** Colours that can be told apart on white; after Okabe and Ito 2008, Color Universal Design, darkened where they were pale. */
const light = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#b0479a",
  "#8a6d00",
  "#56a0d3",
  "#6b4fbb",
  "#c2185b",
  "#555555",
  "#7a9a01",
];
/** The same on black. */
const dark = [
  "#4aa8e8",
  "#ff8c42",
  "#2fd0a4",
  "#e58bd0",
  "#e0c040",
  "#9cd0f5",
  "#a894f0",
  "#ff7aa8",
  "#bbbbbb",
  "#b8d84a",
];

/** How many colours there are before they start again. */
export const colourCount = light.length;

/** The name of a colour in the style sheet. */
export const colourOf = (index: number): string => `var(--c${index % colourCount})`;

const variables = (colours: readonly string[]): string => colours.map((hex, i) => `--c${i}:${hex}`).join(";");

/** Both palettes: which one counts is decided where the picture is shown. */
export const styleSheet = [
  `.sheet{color:#1f2328;--paper:#ffffff;${variables(light)}}`,
  `@media (prefers-color-scheme:dark){.sheet{color:#e6edf3;--paper:#0d1117;${variables(dark)}}}`,
  ".sheet text{white-space:pre}",
].join("\n");
