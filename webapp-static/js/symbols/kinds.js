// @ts-check

/**
 * @typedef {'Stock' | 'ETF' | 'ADR' | 'Forex' | 'Crypto'} Kind
 * @typedef {'all' | 'stocks' | 'forex' | 'crypto'} Filter  filter of the search
 */

/** @type {readonly { filter: Filter, label: string }[]} */
export const FILTERS = [
  { filter: 'all', label: 'All' },
  { filter: 'stocks', label: 'Stocks' },
  { filter: 'forex', label: 'Forex' },
  { filter: 'crypto', label: 'Crypto' },
];

/** Funds and depositary receipts are traded like stocks. @type {Record<Kind, Filter>} */
const FILTER_OF = { Stock: 'stocks', ETF: 'stocks', ADR: 'stocks', Forex: 'forex', Crypto: 'crypto' };

/**
 * @param {{ kind: Kind }} row
 * @param {Filter} filter
 */
export function passes(row, filter) {
  return filter === 'all' || FILTER_OF[row.kind] === filter;
}

/** A stored filter; `all` for anything else. @param {unknown} text @returns {Filter} */
export function toFilter(text) {
  return FILTERS.find(({ filter }) => filter === text)?.filter ?? 'all';
}

/** @param {Filter} filter */
export function labelOf(filter) {
  return FILTERS.find((one) => one.filter === filter)?.label ?? '';
}

/** Whether a kind of symbol keeps the hours of the US stock market. @param {Kind | undefined} kind */
export function keepsHours(kind) {
  return kind !== undefined && FILTER_OF[kind] === 'stocks';
}

/** A US ticker, perhaps with a class of shares: the server's rule in market/TradingDay.java. */
const US_SYMBOL = /^[A-Z]{1,6}(?:\.[ABC])?$/;
const FOREX_SYMBOL = /^(?:OANDA|FXCM|FOREX|FX|IC MARKETS|FXPRO|PEPPERSTONE[A-Z]*|ICM TRADER|FHFX):/;

/**
 * Whose hours a symbol keeps, by its kind, or by its name while that is not known; undefined if it is traded round the clock.
 * @param {string} symbol
 * @param {Kind} [kind]
 * @returns {'stocks' | 'forex' | undefined}
 */
export function calendarOf(symbol, kind) {
  const filter = kind && FILTER_OF[kind];
  if (filter) return filter === 'stocks' || filter === 'forex' ? filter : undefined;
  if (US_SYMBOL.test(symbol)) return 'stocks';
  return FOREX_SYMBOL.test(symbol) ? 'forex' : undefined;
}
