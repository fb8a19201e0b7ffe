// @ts-check

const MAX_DECIMALS = 8;
/** A number too small for those still tells this many digits. */
const LEAST_DIGITS = 5;
/** Digits that a number certainly holds; what follows them may come from adding and dividing (102.03999999999999). */
const SURE_DIGITS = 12;

/**
 * As many decimals as before, or as many more as a number needs.
 * @param {number} before
 * @param {number} value
 */
export function widened(before, value) {
  // Almost every price has no more: told without writing it down.
  const power = 10 ** before;
  return Math.round(value * power) / power === value ? before : Math.max(before, decimalsOf(value));
}

/**
 * The decimals a number was written with, as far as the number itself still tells.
 * @param {number} value
 */
export function decimalsOf(value) {
  if (value === 0) return 0;
  const [digits, exponent] = Math.abs(value).toExponential(SURE_DIGITS - 1).split('e');
  const written = (digits.replace(/0+$/, '').split('.')[1] ?? '').length - Number(exponent);
  return Math.min(Math.max(MAX_DECIMALS, LEAST_DIGITS - 1 - Number(exponent)), Math.max(0, written));
}
