// @ts-check
import { fuzzy } from '../js/model/fuzzy.js';
import { passes } from '../js/model/kinds.js';
import { letterPairs } from '../js/model/letter-pairs.js';
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
    if (rank !== NO_MATCH) best.offer({ row, rank, order });
  });
  const direct = best.rows;
  const pairs = letterPairs(query.words);
  if (direct.length >= 6 || query.words.trim().length < 3 || pairs.length === 0) return direct;
  /** @param {Row} row */
  const missed = (row) => pairs.filter((pair) => !row.words.includes(pair) && !row.squashed.includes(pair)).length;
  const allowed = pairs.length - Math.max(1, Math.ceil(pairs.length * 0.4));
  const near = own.map((row) => ({ row, misses: missed(row) })).filter(({ misses }) => misses <= allowed)
    .sort((a, b) => a.misses - b.misses).slice(0, 300).map(({ row }) => row);
  const more = fuzzy(near, query.words.trim(), direct.length > 0);
  return [...direct, ...more.filter((row) => !direct.includes(row))].slice(0, 20);
}
