// @ts-check

const MAX_SYMBOL = 64;

/**
 * A name for a saved file that every system takes: `AAPL-2026-01-05-143207.png`, in local time.
 * @param {string} symbol  what is in it
 * @param {Date} date
 * @param {'png' | 'csv'} ending
 */
export function fileName(symbol, date, ending) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const name = symbol.replace(/[^A-Za-z0-9.-]+/g, '_').replace(/^[._-]+/, '').slice(0, MAX_SYMBOL) || 'chart';
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${name}-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}.${ending}`;
}
