/**
 * Which tokens count, by the paper's rule for texts that end: all up to the first token that ends a text, that one included, and those
 * behind it that are no such token. `[tokens]`; all of them where nothing ends a text.
 *
 * @see Sahoo et al. 2024, MDLM (2406.07524), and BlockGen (2606.02241): `record_generative_perplexity`.
 */
export const counted = (tokens: readonly number[], eos: number | undefined): readonly boolean[] => {
  const first = eos === undefined ? -1 : tokens.indexOf(eos);
  return tokens.map((token, i) => first < 0 || token !== eos || i === first);
};
