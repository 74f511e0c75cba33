/**
 * Cuts a text into words, beyond which no piece reaches: a run of letters, of digits or of other signs, with at most
 * one space before it, which belongs to it as in GPT-2; a newline with the indentation of the line that it begins, but
 * for its last space; every other white space alone. Joined, the words are the text.
 *
 * Indentation is one word because programs are full of it: four tokens a line that say nothing cost as much as four that do.
 *
 * @see Radford et al. 2019, Language Models are Unsupervised Multitask Learners, section 2.2.
 */
export const wordsOf = (text: string): Iterable<string> => matches(text);

const word = /\n(?: +(?= ))?| ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\p{L}\p{M}\p{N}\s]+|[^\S\n]/gu;

function* matches(text: string): Iterable<string> {
  for (const [found] of text.matchAll(word)) { yield found; }
}
