/** Two neighbours as one number: pieces are numbers below 2^16. */
export const pairOf = (left: number, right: number): number => left * 65536 + right;

/** A word with each occurrence of a pair replaced by one piece, from left to right: `a a a` becomes `aa a`. */
export function mergePair(word: readonly number[], left: number, right: number, piece: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < word.length; i++) {
    if (word[i] === left && word[i + 1] === right) {
      merged.push(piece);
      i++;
    } else {
      merged.push(word[i]!);
    }
  }
  return merged;
}
