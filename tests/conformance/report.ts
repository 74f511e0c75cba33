/** One comparison with a golden number or histogram. */
export interface Case {
  readonly name: string;
  readonly outcome: Outcome;
}

/** How it went, with the reason where it did not pass. */
export type Outcome = Readonly<{ _tag: "Passed" } | { _tag: "Failed"; why: string } | { _tag: "Skipped"; why: string }>;

/** Cases of one set, by the name of the group in its file. */
export interface SetReport {
  readonly set: string;
  readonly groups: readonly { readonly name: string; readonly cases: readonly Case[] }[];
}

export const passed: Outcome = { _tag: "Passed" };
export const failed = (why: string): Outcome => ({ _tag: "Failed", why });
export const skipped = (why: string): Outcome => ({ _tag: "Skipped", why });

/** Passes unless there is a complaint. */
export const caseOf = (name: string, complaints: readonly string[]): Case => ({
  name,
  outcome: complaints.length === 0 ? passed : failed(complaints.join("; ")),
});

/** A complaint where two numbers differ by more than `tolerance` relative to `max(1, |want|)`. */
export const near = (what: string, got: number, want: number, tolerance: number): readonly string[] =>
  got === want || Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))
    ? []
    : [`${what}: wanted ${want}, found ${got}`];

/** Complaints about two lists of numbers. */
export const allNear = (
  what: string,
  got: readonly number[],
  want: readonly number[],
  tolerance: number,
): readonly string[] =>
  got.length === want.length
    ? want.flatMap((x, i) => near(`${what}[${i}]`, got[i]!, x, tolerance))
    : [`${what}: wanted ${want.length} numbers, found ${got.length}`];

/** A complaint where two lists are not the same. */
export const same = (what: string, got: readonly number[], want: readonly number[]): readonly string[] =>
  got.join() === want.join() ? [] : [`${what}: wanted [${want}], found [${got}]`];

const count = (cases: readonly Case[], tag: Outcome["_tag"]): number =>
  cases.filter((one) => one.outcome._tag === tag).length;

/** A group without cases is a failure: nothing was compared. */
const casesOf = (report: SetReport): readonly Case[] =>
  report.groups.flatMap(({ name, cases }) =>
    cases.length > 0 ? cases : [{ name: `${report.set} ${name}`, outcome: failed("there is nothing to compare") }]
  );

/** What is printed of a set: how many cases were compared, then every one that failed or was skipped, with its reason. */
export const linesOf = (report: SetReport): readonly string[] => {
  const cases = casesOf(report);
  const groups = report.groups.map(({ name, cases: { length } }) => `${length} ${name}`).join(", ");
  const bad = cases.flatMap(({ name, outcome }) =>
    outcome._tag === "Passed" ? [] : [`  ${outcome._tag}: ${name}: ${outcome.why}`]
  );
  return [`${report.set}: ${cases.length - count(cases, "Skipped")} cases compared (${groups})`, ...bad];
};

/** Sums over sets. */
export const totalsOf = (reports: readonly SetReport[]) => {
  const cases = reports.flatMap(casesOf);
  return { passed: count(cases, "Passed"), failed: count(cases, "Failed"), skipped: count(cases, "Skipped") };
};
