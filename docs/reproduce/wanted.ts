import { join } from "node:path";
import { parseArgs } from "node:util";
import { full, quick, type Scale } from "./scale.ts";
import { shippedPair } from "./settings.ts";

/** What a run is asked for. */
export interface Wanted {
  readonly scale: Scale;
  /** Which of the settings `i`, `ii`, `iii`. */ readonly only: ReadonlySet<string>;
  /** The checkpoints of the third, and who judges them. */
  readonly pair: { readonly masked: string; readonly uniform: string; readonly judge: string };
  /** Is it the run that the docs show: full, of all settings, of what ships? */ readonly isTheDocs: boolean;
  /** Where the page goes, from the root of the repository. */ readonly into: string;
  /** The command, as a reader would write it. */ readonly command: string;
}

const options = {
  quick: { type: "boolean" },
  only: { type: "string" },
  masked: { type: "string" },
  uniform: { type: "string" },
  judge: { type: "string" },
  into: { type: "string" },
} as const;

const settings = ["i", "ii", "iii"];

/** Reads the options; only the run of all settings of what ships goes into the docs unless `--into` says so. */
export const wantedOf = (args: readonly string[]): Wanted => {
  const { values } = parseArgs({ args: [...args], options });
  const { into, ...rest } = values;
  const only = new Set(rest.only?.split(",") ?? settings);
  const strange = [...only].find((one) => !settings.includes(one));
  if (strange !== undefined) { throw new Error(`--only must be of ${settings.join(", ")}: found ${strange}`); }
  const { masked, uniform, judge } = { ...shippedPair, ...rest };
  const scale = rest.quick === true ? quick : full;
  const isOwn = masked !== shippedPair.masked || uniform !== shippedPair.uniform || judge !== shippedPair.judge;
  const isTheDocs = scale.name === "full" && only.size === settings.length && !isOwn;
  const home = join(".cache/reproduce", scale.name);
  return {
    scale,
    only,
    pair: { masked, uniform, judge },
    isTheDocs,
    into: into ??
      (isTheDocs ? "docs" : isOwn ? join(home, "own") : only.size < settings.length ? join(home, "part") : home),
    command: ["npm run reproduce", ...shown(rest)].join(" "),
  };
};

const shown = (values: Readonly<Record<string, string | boolean | undefined>>): readonly string[] => {
  const words = Object.entries(values).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name} ${value}`]
  );
  return words.length === 0 ? [] : ["--", ...words];
};
