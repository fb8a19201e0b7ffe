// @ts-check

/**
 * What the reader may narrow a search to. Funds and depositary receipts are bought like stocks.
 * @typedef {'all' | 'stocks' | 'forex' | 'crypto'} Filter
 */

/** @type {readonly { filter: Filter, label: string }[]} */
export const FILTERS = [
  { filter: 'all', label: 'All' },
  { filter: 'stocks', label: 'Stocks' },
  { filter: 'forex', label: 'Forex' },
  { filter: 'crypto', label: 'Crypto' },
];

/** @type {Record<import('../search/worker/catalogue-row.js').Kind, Filter>} */
const FILTER_OF = { Stock: 'stocks', ETF: 'stocks', ADR: 'stocks', Forex: 'forex', Crypto: 'crypto' };

/**
 * @param {{ kind: import('../search/worker/catalogue-row.js').Kind }} row
 * @param {Filter} filter
 */
export function passes(row, filter) {
  return filter === 'all' || FILTER_OF[row.kind] === filter;
}

/** A remembered filter, or `all` for what is none. @param {unknown} text @returns {Filter} */
export function toFilter(text) {
  return FILTERS.find(({ filter }) => filter === text)?.filter ?? 'all';
}

/** @param {Filter} filter */
export function labelOf(filter) {
  return FILTERS.find((one) => one.filter === filter)?.label ?? '';
}
