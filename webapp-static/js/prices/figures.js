// @ts-check

/**
 * @typedef {import('./live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {object} Figures  over all that is known of a symbol: since the chart began
 * @property {{ time: number, price: number } | undefined} first
 * @property {number} high
 * @property {number} low
 * @property {number} volume
 * @property {number} trades  prints, price updates included
 */

/**
 * The minutes know more than this page's own trades, unless it was open longer than the server keeps them.
 * @param {LiveSymbol} live
 * @returns {Figures}
 */
export function figuresOf({ series, book: { minutes } }) {
  const { first, totals } = series;
  const known = { high: -Infinity, low: Infinity, volume: 0, trades: 0 };
  for (const { h, l, v, n } of minutes) {
    known.high = Math.max(known.high, h);
    known.low = Math.min(known.low, l);
    known.volume += v;
    known.trades += n;
  }
  if (known.trades <= totals.trades) return { first: first && { time: first.x, price: first.y }, ...totals };
  const oldest = minutes[0];
  const isOlder = !first || oldest.x + oldest.w <= first.x;
  return { first: isOlder ? { time: oldest.x, price: oldest.o } : { time: first.x, price: oldest.o }, ...known };
}
