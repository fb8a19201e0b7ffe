// @ts-check

/**
 * @typedef {import('../model/page-state.js').PageState} PageState
 * @typedef {import('../model/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {object} RowWords
 * @property {string} ticker
 * @property {string} name
 * @property {string} trouble  why there are no prices; empty if there may be
 * @property {string} last
 * @property {string} change
 * @property {string} since    what the change is told from
 * @property {'up' | 'down' | 'same' | 'none'} direction
 */

/**
 * Why a symbol of the list has no prices now, and that it needs nothing to be done.
 * @param {LiveSymbol} live
 * @param {PageState} state
 */
function troubleOf({ phase, symbol }, state) {
  switch (phase) {
    case 'symbol-limit': return 'All symbols in use, trying again.';
    case 'client-limit': return state.wanted.includes(symbol)
      ? 'No place for it now, trying again.'
      : `Paused: ${state.limit === 1 ? 'one symbol' : `${state.limit} symbols`} at most at a time.`;
    case 'unknown': return 'Unknown symbol.';
    default: return '';
  }
}

/**
 * What a row of the watchlist says.
 * @param {PageState} state
 * @param {LiveSymbol} live
 * @param {import('./format.js').Format} format
 * @param {number} now
 * @returns {RowWords}
 */
export function rowWords(state, live, format, now) {
  const { series: { last, decimals }, base, symbol } = live;
  const row = state.catalogue?.find(symbol);
  const change = base && last && format.change(base.price, last.y, decimals);
  const since = base?.time === undefined ? 'since previous close' : `since ${format.moment(base.time, now)}`;
  return {
    ticker: row?.ticker ?? symbol,
    name: row?.name ?? '',
    trouble: troubleOf(live, state),
    last: last ? format.price(last.y, decimals) : '–',
    change: base && last ? format.percent(base.price, last.y) : '',
    since: change ? since : 'no trade yet',
    direction: /** @type {RowWords['direction']} */ (change?.direction ?? 'none'),
  };
}

/** What is said of changes of the list; one file for all of it. */
export const WATCH_WORDS = {
  added: (/** @type {string} */ ticker) => `${ticker} was added to the watchlist.`,
  known: (/** @type {string} */ ticker) => `${ticker} is on the watchlist already.`,
  removed: (/** @type {string} */ ticker) => `${ticker} was removed from the watchlist.`,
  moved: (/** @type {string} */ ticker, /** @type {number} */ place, /** @type {number} */ size) => `${ticker} moved to position ${place} of ${size}.`,
  full: (/** @type {string} */ ticker, /** @type {number} */ limit) => `The watchlist is full: it holds ${limit} ${limit === 1 ? 'symbol' : 'symbols'}. Remove one to add ${ticker}.`,
};
