// @ts-check

const MAX_DECIMALS = 8;
/** Digits that a number certainly holds; what follows them may come from adding and dividing (102.03999999999999). */
const SURE_DIGITS = 12;

/**
 * The decimals a number was written with, as far as the number itself still tells.
 * @param {number} value
 */
export function decimalsOf(value) {
  const [digits, exponent = '0'] = String(Number(Math.abs(value).toPrecision(SURE_DIGITS))).split('e');
  const written = (digits.split('.')[1] ?? '').length - Number(exponent);
  return Math.min(MAX_DECIMALS, Math.max(0, written));
}
