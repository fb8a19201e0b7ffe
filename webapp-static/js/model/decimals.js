// @ts-check

const MAX_DECIMALS = 8;

/**
 * The decimals a number was written with, as far as the number itself still tells.
 * @param {number} value
 */
export function decimalsOf(value) {
  const [digits, exponent = '0'] = String(Math.abs(value)).split('e');
  const written = (digits.split('.')[1] ?? '').length - Number(exponent);
  return Math.min(MAX_DECIMALS, Math.max(0, written));
}
