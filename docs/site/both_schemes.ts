import type { Picture } from "./page.ts";

const preference = /@media \(prefers-color-scheme: ?dark\) ?\{((?:[^{}]|\{[^{}]*\})*)\}/g;

/** The two colour schemes of a page. */
export type Scheme = "light" | "dark";

/**
 * A picture in one scheme: the site has a switch, which a picture in a file does not hear of, so that its rules for readers who
 * prefer dark hold always or never.
 */
export const inScheme = (svg: string, scheme: Scheme): string =>
  svg.replace(preference, (_, rules: string) => scheme === "dark" ? rules : "");

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);

const widthOf = (svg: string): string => /\bwidth="([\d.]+)"/.exec(svg)?.[1] ?? "720";

/** The picture as it stands on a page: both schemes, of which the style sheet shows one and a browser loads one. */
export const figure = ({ name, alt, svg }: Picture): string => {
  const image = (scheme: Scheme) =>
    `<img class="${scheme}-only" loading="lazy" width="${widthOf(svg)}" src="/pictures/${name}.${scheme}.svg" alt="${
      escape(alt)
    }">`;
  // A wide picture scrolls; whoever scrolls with keys must reach it.
  return `<figure class="picture" tabindex="0" role="group" aria-label="picture">${image("light")}${
    image("dark")
  }</figure>`;
};
