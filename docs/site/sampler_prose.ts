/** What docs/samplers.md says, cut by its headings. */
export interface SamplerProse {
  /** Ahead of the first family. */ readonly opening: string;
  /** Each family with its samplers, in order. */ readonly families: readonly Family[];
  /** What all of them keep. */ readonly closing: string;
}

/** Samplers that belong together. */
export interface Family {
  readonly title: string;
  /** Between the heading and the first sampler. */ readonly opening: string;
  /** The paragraph of each sampler, by its name. */ readonly samplers: ReadonlyMap<string, string>;
}

/** Cuts a text at headings of a level: what stands ahead of the first, then title and text of each. */
const cut = (text: string, level: number): readonly [string, ...(readonly [string, string])[]] => {
  const [opening = "", ...parts] = text.split(new RegExp(`^${"#".repeat(level)} (.+)\n`, "m"));
  const sections = parts.flatMap((title, i) => i % 2 === 0 ? [[title, parts[i + 1]!.trim()] as const] : []);
  return [opening.trim(), ...sections];
};

const familyOf = ([title, text]: readonly [string, string]): Family => {
  const [opening, ...samplers] = cut(text, 3);
  return { title, opening, samplers: new Map(samplers) };
};

/** Reads docs/samplers.md: families under `##`, samplers under `###`, and last a family without samplers. */
export const readProse = (text: string): SamplerProse => {
  const [opening, ...parts] = cut(text.replace(/^# .+\n/, ""), 2);
  const families = parts.map(familyOf);
  return {
    opening,
    families: families.filter(({ samplers }) => samplers.size > 0),
    closing: families.filter(({ samplers }) => samplers.size === 0)
      .map(({ title, opening }) => `## ${title}\n\n${opening}`).join("\n\n"),
  };
};
