// @ts-check

/**
 * What a row says; where nothing was recorded before it, a row of one text says so.
 * @param {import('../model/table-rows.js').Row} row
 * @param {number} decimals
 * @param {import('./format.js').Format} format
 * @param {number} now
 * @returns {string[][]}
 */
export function cellsOf({ time, price, volume, before, gap, gapLength }, decimals, format, now) {
  const cells = [format.moment(time, now), format.price(price, decimals), changeWords(before, price, decimals, format),
    volume > 0 ? format.amount(volume) : '–'];
  return gap === undefined ? [cells] : [cells, [`Nothing known for ${format.duration(gapLength)}: ${gap}`]];
}

/**
 * @param {number | undefined} from
 * @param {number} to
 * @param {number} decimals
 * @param {import('./format.js').Format} format
 */
function changeWords(from, to, decimals, format) {
  if (from === undefined) return '–';
  const difference = Math.round((to - from) * 10 ** decimals) / 10 ** decimals;
  if (difference === 0) return 'unchanged';
  return `${difference > 0 ? '▲ +' : '▼ −'}${format.price(Math.abs(difference), decimals)}`;
}
