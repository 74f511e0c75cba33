/** Models that ship: one trained with masked noise, one with uniform noise, and one from left to right only, which judges their texts. */
export const shippedNames = ["masked", "uniform", "ar"] as const;

/** One of them. */
export type ShippedName = typeof shippedNames[number];

/** Is a word the name of a model that ships? */
export const isShippedName = (word: string): word is ShippedName => shippedNames.some((name) => name === word);

/** Stands before the name where a folder, a place on the hub or another kind of model could stand too. */
export const shippedPrefix = "shipped:";

/** The reference of a model that ships: `shipped:masked`. */
export const shippedReference = (name: ShippedName): string => `${shippedPrefix}${name}`;
