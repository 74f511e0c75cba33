/** A map that forgets what was used longest ago, and tells so. */
export interface Cache<A> {
  readonly get: (key: string, make: () => A) => A;
  readonly clear: () => readonly A[];
  readonly size: () => number;
}

/** A bounded cache, least recently used out first. */
export const leastRecentlyUsed = <A>(limit: number, forget: (value: A) => void): Cache<A> => {
  const kept = new Map<string, A>();
  const shrink = (): void => {
    const oldest = kept.entries().next();
    if (kept.size <= limit || oldest.done) { return; }
    kept.delete(oldest.value[0]);
    forget(oldest.value[1]);
  };
  return {
    get: (key, make) => {
      const found = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, found);
      shrink();
      return found;
    },
    clear: () => {
      const all = [...kept.values()];
      kept.clear();
      return all;
    },
    size: () => kept.size,
  };
};
