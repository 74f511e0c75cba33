/** A function of an object that is computed once for each: bodies are looked at at every step of a loop. */
export const once = <K extends object, A>(compute: (key: K) => A): (key: K) => A => {
  const known = new WeakMap<K, { readonly found: A }>();
  return (key) => {
    const before = known.get(key) ?? { found: compute(key) };
    known.set(key, before);
    return before.found;
  };
};
