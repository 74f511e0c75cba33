/** `q` with `P(|T| < q) = 95 %` for Student's T of 1, 2, ... 28 degrees of freedom. */
// deno-fmt-ignore
const STUDENT_95 = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448,
  2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484,
];

/** `P(|Z| < 1.96) = 95 %` for a standard normal Z. */
const NORMAL_95 = 1.959963984540054;

/**
 * Half the 95 % interval of a mean of so many independent values, in standard errors that were estimated from these values: Student's
 * quantile below 30 of them, as few values say little of how far they scatter; from 30 on the normal one, at most 4.2 % less.
 *
 * @param values At least 2: one says nothing of that.
 * @see Student 1908, The probable error of a mean; the table is that of Abramowitz and Stegun 1964, 26.10.
 */
export const errorsWithin95 = (values: number): number => STUDENT_95[values - 2] ?? NORMAL_95;
