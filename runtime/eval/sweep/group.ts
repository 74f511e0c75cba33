/** Values by a key, in the order in which the keys first occur. */
export const groupBy = <A>(all: readonly A[], key: (value: A) => string): readonly (readonly A[])[] => {
  const groups = new Map<string, A[]>();
  for (const value of all) {
    const group = groups.get(key(value)) ?? [];
    group.push(value);
    groups.set(key(value), group);
  }
  return [...groups.values()];
};
