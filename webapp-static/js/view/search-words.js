// @ts-check
import { labelOf } from '../model/kinds.js';

/**
 * @typedef {import('../model/kinds.js').Filter} Filter
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

/**
 * That there is nothing.
 * @param {string} text  as typed
 * @param {Filter} filter
 */
export function noneWords(text, filter) {
  const typed = text.trim();
  if (typed === '') return `Nothing to suggest${among(filter)}`;
  return `No match for “${typed}”${among(filter)}`;
}

/** @param {number} shown @param {number} total */
export function restWords(shown, total) {
  return total > shown ? `${shown} of ${amount(total)}. Type more to narrow it down.` : '';
}
