/** How often each n-gram occurs, under its tokens joined by commas; none where there are fewer than n tokens. */
export const ngramCounts = (tokens: ArrayLike<number>, n: number): ReadonlyMap<string, number> => {
  const all = Array.from(tokens);
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= all.length; start++) {
    const gram = all.slice(start, start + n).join(",");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
};
