// @ts-check
import { fuzzy } from '../js/model/fuzzy.js';
import { passes } from '../js/model/kinds.js';
import { allowedIn, unlikeness } from '../js/model/mistakes.js';
import { BestHits, NO_MATCH, rankOf, toQuery } from '../js/model/ranking.js';

/** @typedef {import('../js/model/catalogue-row.js').Row} Row */

/**
 * What a search must find, found by looking at every row.
 * @param {Row[]} rows
 * @param {string} text
 * @param {import('../js/model/kinds.js').Filter} filter
 */
export function naiveSearch(rows, text, filter) {
  const query = toQuery(text.trim());
  const own = rows.filter((row) => passes(row, filter));
  const best = new BestHits(20);
  own.forEach((row, order) => {
    const rank = rankOf(row, query);
    if (rank !== NO_MATCH) best.offer({ row, rank, order, isPreferred: false });
  });
  const direct = best.rows;
  if (direct.length >= 6 || query.words.trim().length < 3) return direct;
  const near = own.map((row) => ({ row, cost: costOf(row, query) })).filter(({ cost }) => cost < Infinity)
    .sort((a, b) => a.cost - b.cost || a.row.liking - b.row.liking).slice(0, 100);
  const more = fuzzy(near, query, direct.length > 0);
  return [...direct, ...more.filter((row) => !direct.includes(row))].slice(0, 20);
}

/** @param {Row} row @param {import('../js/model/ranking.js').Query} query */
function costOf(row, { starts, joined }) {
  const words = row.words.trim().split(' ');
  const like = (/** @type {string} */ typed, /** @type {string[]} */ names) => Math.min(
    ...names.map((name) => unlikeness(typed, name, allowedIn(typed.length))));
  const asOne = like(joined, [...words, row.core.replaceAll(' ', '')]);
  const ticker = joined.length < 3 ? Infinity : unlikeness(joined, row.squashed, 1, true) + 0.75;
  const each = starts.reduce((sum, start) => sum + like(start.trim(), words), 0);
  return Math.fround(Math.min(asOne, ticker, each));
}
