// @ts-check

const MAX_DECIMALS = 8;
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
  const [digits, exponent = '0'] = String(Number(Math.abs(value).toPrecision(SURE_DIGITS))).split('e');
  const written = (digits.split('.')[1] ?? '').length - Number(exponent);
  return Math.min(MAX_DECIMALS, Math.max(0, written));
}
