// @ts-check
import { NO_MATCH, TopK, rankOf, toQueries } from '../../js/search/worker/ranking.js';
import { passes } from '../../js/symbols/kinds.js';

/**
 * What a search must find without forgiving anything, found by looking at every row.
 * @param {import('../../js/search/worker/catalogue-row.js').Row[]} rows
 * @param {string} text
 * @param {import('../../js/symbols/kinds.js').Filter} filter
 */
export function naiveSearch(rows, text, filter) {
  const queries = toQueries(text.trim());
  const best = new TopK(20);
  rows.forEach((row, order) => {
    const rank = passes(row, filter) ? Math.min(...queries.map((query) => rankOf(row, query))) : NO_MATCH;
    if (rank !== NO_MATCH) best.offer({ row, rank, order, isPreferred: false });
  });
  return best.rows;
}
