// @ts-check
import { bandWords } from '../chart/band-words.js';

/**
 * What a row says; of a time without knowledge in one text.
 * @param {import('./table-rows.js').Row} row
 * @param {number} usual  what needs not be said of the length of its time, ms
 * @param {number} decimals
 * @param {import('../kit/format.js').Format} format
 * @param {number} now
 * @returns {string[]}
 */
export function cellsOf(row, usual, decimals, format, now) {
  if ('cause' in row) return [`Nothing known: ${bandWords(row, format)}`];
  const { time, length, price, volume, before } = row;
  const moment = format.moment(time, now);
  return [length > usual ? `${moment} (${format.duration(length)})` : moment, format.price(price, decimals),
    changeWords(before, price, decimals, format), volume > 0 ? format.amount(volume) : '–'];
}

/**
 * @param {number | undefined} from
 * @param {number} to
 * @param {number} decimals
 * @param {import('../kit/format.js').Format} format
 */
function changeWords(from, to, decimals, format) {
  if (from === undefined) return '–';
  const difference = Math.round((to - from) * 10 ** decimals) / 10 ** decimals;
  if (difference === 0) return 'unchanged';
  return `${difference > 0 ? '▲ +' : '▼ −'}${format.price(Math.abs(difference), decimals)}`;
}
