/** What the text of a test file says that its summary cannot: suites that never run, tests left out by `.only`. */
export const complaintsAbout = (source: string): readonly string[] => {
  const suites = [...source.matchAll(/\bconst (\w+)(?::[^=]+)? = suite(?:<[^>]*>)?\(/g)].map((found) => found[1]!);
  const forgotten = suites.filter((name) => !new RegExp(`\\b${name}\\.run\\(\\)`).test(source));
  const only = /^\s*\w+\.only\(/m.test(source) ? ["`.only` leaves the other tests out"] : [];
  return [...forgotten.map((name) => `suite \`${name}\` is never run: \`${name}.run()\` is missing`), ...only];
};
