// @ts-check
import { labelOf } from '../symbols/kinds.js';

/**
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {import('./worker/symbol-list.js').MarketList} MarketList
 */

/** @param {Filter} filter */
const among = (filter) => (filter === 'all' ? '' : ` in ${labelOf(filter)}`);
/** @param {number} count */
const amount = (count) => new Intl.NumberFormat('en').format(count);

/**
 * How many rows there are, said aloud.
 * @param {{ shown: number, total: number, filter: Filter, isTyped: boolean }} found
 */
export function countWords({ shown, total, filter, isTyped }) {
  if (!isTyped) return `${shown === 1 ? '1 suggestion' : `${shown} suggestions`}${among(filter)}`;
  if (total > shown) return `First ${shown} of ${amount(total)} matches${among(filter)}`;
  return `${shown === 1 ? '1 match' : `${shown} matches`}${among(filter)}`;
}

/** @param {readonly MarketList[]} lists */
const named = (lists) => lists.map(({ kind, exchange }) => `${exchange} (${kind === 'stock' ? 'stocks' : kind})`).join(', ');

/**
 * That there is nothing, and where it was looked for.
 * @param {string} text  as typed
 * @param {Filter} filter
 * @param {readonly MarketList[]} [lists]
 */
export function noneWords(text, filter, lists = []) {
  const typed = text.trim();
  if (typed === '') return `Nothing to suggest${among(filter)}`;
  const own = lists.filter(({ kind }) => filter === 'all' || filter.startsWith(kind));
  const [searched, missing] = [own.filter(({ size }) => size > 0), own.filter(({ size }) => size === 0)];
  return [`No match for “${typed}”${among(filter)}`, searched.length > 0 ? `Searched: ${named(searched)}` : '',
    missing.length > 0 ? `Not available: ${named(missing)}` : ''].filter((part) => part !== '').join('. ');
}

/** @param {number} shown @param {number} total */
export function restWords(shown, total) {
  return total > shown ? `${shown} of ${amount(total)}. Type more to narrow it down.` : '';
}
