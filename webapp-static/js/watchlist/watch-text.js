// @ts-check
import { freshnessOf, isCutOff, shortFreshness } from '../quote/freshness.js';
import { shortTierText } from '../quote/tier-text.js';

/**
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {object} Watched  the part of the page's state that the watchlist reads and changes
 * @property {import('./watched-symbols.js').Watchlist} watchlist
 * @property {number} limit  most symbols of this page at a time
 * @property {Map<string, LiveSymbol>} symbols
 * @property {readonly string[]} wanted  those it subscribes
 * @property {import('../symbols/known-symbols.js').SymbolLookup | undefined} catalogue
 * @property {string} ticker  of the main symbol
 * @property {(symbol: string) => string} tickerOf
 * @property {() => void} syncSymbols  called after the watchlist has changed
 * @property {number} now  ms by the server's clock
 * @typedef {Watched & import('../quote/freshness.js').FreshnessState} WatchState
 * @typedef {object} RowText
 * @property {string} ticker
 * @property {string} name
 * @property {string} note  the age of the price and its cause, or why there is none; empty while it is live
 * @property {boolean} isTroubled  whether the cause in the note is that no prices can arrive
 * @property {boolean} isStale  whether the price may be out of date
 * @property {string} last
 * @property {string} change
 * @property {string} since    what the change is relative to
 * @property {'up' | 'down' | 'same' | 'none'} direction
 */

/** Announcements of changes of the list. */
export const WATCH_TEXTS = {
  /** @param {string} ticker */
  added: (ticker) => `${ticker} was added to the watchlist.`,
  /** @param {string} ticker */
  known: (ticker) => `${ticker} is on the watchlist already.`,
  /** @param {string} ticker */
  removed: (ticker) => `${ticker} was removed from the watchlist.`,
  /** @param {string} ticker */
  restored: (ticker) => `${ticker} is back on the watchlist.`,
  /** @param {string[]} tickers */
  goneElsewhere: ([first, ...others]) =>
    `${others.length === 0 ? `${first} was` : `${others.length + 1} symbols were`} removed from the watchlist in another tab.`,
  /** @param {string} ticker @param {number} place @param {number} size */
  moved: (ticker, place, size) => `${ticker} moved to position ${place} of ${size}.`,
  /** @param {string} ticker @param {number} limit */
  full: (ticker, limit) => `The watchlist is full: it holds ${symbols(limit)}. Remove one to add ${ticker}.`,
};

/**
 * Why a symbol has no prices now, or only quotes because it was refused; empty if nothing is wrong.
 * @param {LiveSymbol} live
 * @param {WatchState} state
 * @param {import('../kit/format.js').Format} format
 */
function troubleOf({ phase, symbol, tier }, state, format) {
  switch (phase) {
    case 'symbol-limit': return 'All symbols in use, trying again.';
    case 'symbol-refused': return tier.kind === 'polled' ? shortTierText(tier, format) : 'Not carried by the provider.';
    case 'client-limit': return state.wanted.includes(symbol)
      ? 'No place for it now, trying again.'
      : `Paused: ${symbols(state.limit)} at most at a time.`;
    case 'unknown': return 'Unknown symbol.';
    default: return '';
  }
}

/**
 * The texts of a row of the watchlist.
 * @param {WatchState} state
 * @param {LiveSymbol} live
 * @param {import('../kit/format.js').Format} format
 * @param {number} now
 * @returns {RowText}
 */
export function rowText(state, live, format, now) {
  const { series: { last, decimals }, base, symbol } = live;
  const row = state.catalogue?.find(symbol);
  const change = base && last && format.change(base.price, last.y, decimals);
  const since = format.since(base?.time, now);
  const trouble = troubleOf(live, state, format);
  const freshness = freshnessOf(state, now, live);
  return {
    ticker: row?.ticker ?? symbol,
    name: row?.name ?? '',
    note: trouble || ageNote(state, live, freshness, { format, now }),
    isTroubled: trouble !== '',
    isStale: isCutOff(freshness.cause) || !isRenewed(live),
    last: last ? format.price(last.y, decimals) : '–',
    change: base && last ? format.shortChange(base.price, last.y, decimals) : '',
    since: change ? since : '',
    direction: /** @type {RowText['direction']} */ (change?.direction ?? 'none'),
  };
}

/** Whether new prices come, or none can because the market is closed. @param {LiveSymbol} live */
function isRenewed({ phase, tier }) {
  if (phase !== 'live') return phase === 'symbol-refused' && tier.kind === 'polled';
  return tier.kind !== 'waiting' || tier.why === 'closed';
}

/**
 * @param {WatchState} state
 * @param {LiveSymbol} live
 * @param {import('../quote/freshness.js').Freshness} freshness
 * @param {{ format: import('../kit/format.js').Format, now: number }} times
 */
function ageNote(state, { phase, symbol }, freshness, { format, now }) {
  if (freshness.age === undefined && phase === 'requested' && (state.isOpen || !state.wasOpen)) return '';
  const isExplained = freshness.cause === 'tier' || isCutOff(freshness.cause);
  if (freshness.age === undefined && !isExplained && state.catalogue?.lacks(symbol)) return 'Not in the symbol list';
  return shortFreshness(freshness, format, now);
}

/** @param {number} count */
function symbols(count) {
  return count === 1 ? '1 symbol' : `${count} symbols`;
}
