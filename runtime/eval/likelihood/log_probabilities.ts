/** `ln softmax` over the first V of each row of logits `[n, width]`, in float64, `[n, V]`: later columns are no tokens. */
export const logProbabilities = (logits: Float32Array, width: number, V: number): Float64Array => {
  const tokens = logits.length / width;
  const out = new Float64Array(tokens * V);
  for (let token = 0; token < tokens; token++) {
    const row = logits.subarray(token * width, token * width + V);
    const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = Math.log(row.reduce((sum, x) => sum + Math.exp(x - top), 0)) + top;
    row.forEach((x, v) => out[token * V + v] = x - total);
  }
  return out;
};
