// @ts-check
import { MAX_RESULTS } from '../../js/search/worker/catalogue.js';
import { bestOf, toHits, toQueries } from '../../js/search/worker/ranking.js';
import { passes } from '../../js/symbols/kinds.js';

/**
 * The direct matches of a search, found by a scan of all rows.
 * @param {import('../../js/search/worker/catalogue-row.js').Row[]} rows
 * @param {string} text
 * @param {import('../../js/symbols/kinds.js').Filter} filter
 */
export function naiveSearch(rows, text, filter) {
  return bestOf(toHits(rows.filter((row) => passes(row, filter)), toQueries(text.trim())), MAX_RESULTS);
}
