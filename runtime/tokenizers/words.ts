/**
 * Cuts a text into words, beyond which no piece reaches: a run of letters, of digits or of other signs, with at most
 * one space before it, which belongs to it as in GPT-2; a newline alone, as every other white space. Joined, the words
 * are the text.
 *
 * @see Radford et al. 2019, Language Models are Unsupervised Multitask Learners, section 2.2.
 */
export const wordsOf = (text: string): Iterable<string> => matches(text);

const word = /\n| ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\p{L}\p{M}\p{N}\s]+|[^\S\n]/gu;

function* matches(text: string): Iterable<string> {
  for (const [found] of text.matchAll(word)) { yield found; }
}
