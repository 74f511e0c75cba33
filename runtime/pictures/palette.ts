/** Where a picture is shown: `auto` asks the reader's system. */
export type Theme = "auto" | "light" | "dark";

const light = {
  page: "#ffffff",
  ink: "#1b2130",
  faint: "#596074",
  line: "#d3d1c8",
  accent: "#0a55a8",
  given: "#e3e6ee",
  "given-ink": "#4a5166",
  noise: "#e9e6dd",
  "noise-stripe": "#d6d2c5",
  "noise-ink": "#6b6654",
  drafted: "#c9e0ff",
  "drafted-ink": "#06305f",
  "drafted-edge": "#1f6fca",
  kept: "#ffffff",
  "kept-ink": "#1b2130",
  rejected: "#ffecd6",
  renoised: "#ffc98f",
  "renoised-ink": "#7a2e00",
  "renoised-edge": "#c75a00",
  committed: "#cdeccf",
  "committed-ink": "#0f4a1f",
} as const;

const dark: Readonly<Record<keyof typeof light, string>> = {
  page: "#161a22",
  ink: "#e8ebf2",
  faint: "#a3abbd",
  line: "#39414f",
  accent: "#8dc0ff",
  given: "#313a4b",
  "given-ink": "#c3cad9",
  noise: "#262b35",
  "noise-stripe": "#353c49",
  "noise-ink": "#a3abbd",
  drafted: "#123f75",
  "drafted-ink": "#dcebff",
  "drafted-edge": "#6fb0ff",
  kept: "#161a22",
  "kept-ink": "#e8ebf2",
  rejected: "#43290f",
  renoised: "#80420a",
  "renoised-ink": "#ffe2c4",
  "renoised-edge": "#ff9d45",
  committed: "#154a24",
  "committed-ink": "#d4f5da",
};

const variables = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours).map(([name, value]) => `--${name}:${value}`).join(";");

/** The colours as variables of a selector. */
export const colourRules = (selector: string, theme: Theme): string => {
  if (theme !== "auto") { return `${selector}{${variables(theme === "light" ? light : dark)}}`; }
  return `${selector}{${variables(light)}}\n@media (prefers-color-scheme:dark){${selector}{${variables(dark)}}}`;
};

/** What each colour means, for legends, in the order of a token's life. */
export const meanings = [
  ["given", "given by the prompt"],
  ["noise", "noise"],
  ["drafted", "drafted"],
  ["kept", "kept"],
  ["rejected", "draft not taken"],
  ["renoised", "re-noised"],
  ["committed", "committed"],
] as const;
