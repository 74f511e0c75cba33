/** Trained on the Bible: with masked noise, with uniform noise, and from left to right only, which judges the texts of the other two. */
export const bibleNames = ["masked", "uniform", "ar"] as const;

/** One of them. */
export type BibleName = typeof bibleNames[number];

/** Trained on mini word problems, with either noise: they write a program for a question. */
export const wordNames = ["word-masked", "word-uniform"] as const;

/** Models that ship. */
export const shippedNames = [...bibleNames, ...wordNames] as const;

/** One of them. */
export type ShippedName = typeof shippedNames[number];

/** Is a word the name of a model that ships? */
export const isShippedName = (word: string): word is ShippedName => shippedNames.some((name) => name === word);

/** Stands before the name where a folder, a place on the hub or another kind of model could stand too. */
export const shippedPrefix = "shipped:";

/** The reference of a model that ships: `shipped:masked`. */
export const shippedReference = (name: ShippedName): string => `${shippedPrefix}${name}`;
