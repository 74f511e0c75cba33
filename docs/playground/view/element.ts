/** Attributes of an element; `true` is an empty one, `false` and `undefined` none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Strings become text nodes, never markup, so that no text of a user is read as HTML. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) { made.setAttribute(key, value === true ? "" : String(value)); }
  }
  made.append(...children);
  return made;
};

/** The element of the page with this id; its absence is a bug. */
export const byId = <E extends HTMLElement>(id: string): E => {
  const found = document.getElementById(id);
  if (found === null) { throw new Error(`the page has no #${id}`); }
  return found as E;
};
