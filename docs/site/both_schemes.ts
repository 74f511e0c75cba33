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

const sizeOf = (svg: string, side: "width" | "height"): number =>
  Number(new RegExp(`\\b${side}="([\\d.]+)"`).exec(svg)?.[1] ?? 720);

/** Pixels; a picture that is wider scrolls on a phone, the others shrink. */
const WIDE = 560;
/** Pixels between the margins of a page: what is wider is shown smaller than it is. */
const PAGE = 700;

/** The picture as it stands on a page: both schemes, of which the style sheet shows one and a browser loads one. */
export const figure = ({ name, alt, svg }: Picture): string => {
  const width = sizeOf(svg, "width");
  const image = (scheme: Scheme) => {
    const file = `/pictures/${name}.${scheme}.svg`;
    const size = `${width > WIDE ? 'class="wide" ' : ""}width="${width}" height="${sizeOf(svg, "height")}"`;
    return `<a class="${scheme}-only" href="${file}" target="_blank" title="the picture alone"><img ${size} loading="lazy" src="${file}" alt="${
      escape(alt)
    }"></a>`;
  };
  // A wide picture scrolls on a phone; whoever scrolls with keys must reach it.
  const caption = width > PAGE ? "<figcaption>A click opens the picture in its full size.</figcaption>" : "";
  return `<figure class="picture" tabindex="0" role="group" aria-label="picture">${image("light")}${
    image("dark")
  }${caption}</figure>`;
};
