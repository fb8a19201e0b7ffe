// @ts-check
import { candlesIn, oneInterval } from './candles-in.js';
import { clearStart, suitableSpan } from './chart-window.js';
import { suitableInterval } from './intervals.js';
import { lineIn } from './line.js';
import { bandsIn } from './unknown-times.js';

/**
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('./viewport.js').Known} Known
 * @typedef {import('./viewport.js').Range} Range
 * @typedef {import('./unknown-times.js').Band} Band
 * @typedef {object} Scene  what the chart shows, before it knows of pixels
 * @property {Range} shown
 * @property {Point[]} line  with breaks
 * @property {Candle[]} candles  also those that only their volume is drawn of
 * @property {Band[]} bands
 * @property {number} interval  length of a candle, ms
 * @property {Range} extent  lowest and highest price drawn
 */

/** A gap that goes on may take this part of a live chart. */
const OPEN_GAP = 0.3;
const LIVE_SPAN = 5 * 60_000;

/**
 * The time there is something to show of: to the newest trade, or the end of the candle it is in. It goes on beyond while
 * nobody records.
 * @param {LiveSymbol} live  with a trade at least
 * @param {number} span  shown now, ms
 * @param {number} now  by the server's clock
 * @param {number} [candle]  length of the candles drawn, ms
 * @param {readonly import('./unknown-times.js').Stretch[]} [closed]  when its market was closed
 * @returns {Known}
 */
export function knownTimes(live, span, now, candle = 0, closed = []) {
  const { series, book } = live;
  const { x: last } = /** @type {Point} */ (series.newest);
  const newest = candle > 0 ? (Math.floor(last / candle) + 1) * candle : last;
  const isOpen = book.gaps.at(-1)?.to === undefined && book.gaps.length > 0;
  const length = Number.isFinite(span) ? span : LIVE_SPAN;
  const to = isOpen ? Math.max(newest, Math.min(now, newest + length * OPEN_GAP)) : newest;
  const from = Math.min(series.points[0].x, book.span?.from ?? Infinity);
  const wanted = { from: last - suitableSpan(series.points), to: last };
  return { from, to, auto: clearStart(wanted.from, last, bandsIn(live, closed, wanted, now)) };
}

/**
 * @param {LiveSymbol} live
 * @param {Range} shown
 * @param {import('./chart-choice.js').ChartChoice} choice
 * @param {{ closed: import('./unknown-times.js').Stretch[], now: number }} around
 * @returns {Scene}
 */
export function sceneOf(live, shown, choice, { closed, now }) {
  const stretch = { from: shown.min, to: shown.max };
  const bands = bandsIn(live, closed, stretch, now);
  // One length from edge to edge: where the seconds are not known any more, minutes everywhere.
  const interval = oneInterval(live.book, choice.interval ?? suitableInterval(shown.max - shown.min), shown.min);
  const candles = candlesIn(live.book, interval, shown.min, shown.max);
  const line = choice.kind === 'line' ? lineIn(live, stretch, bands) : [];
  return { shown, line, candles, bands, interval, extent: choice.kind === 'line' ? extentOf(line, shown) : extentOfCandles(candles) };
}

/** @param {Point[]} line @param {Range} shown @returns {Range} */
function extentOf(line, shown) {
  const extent = { min: Infinity, max: -Infinity };
  line.forEach(({ x, y }, i) => {
    // One beyond each edge counts too: the line leads to it.
    if (Number.isNaN(y) || (line[i + 1]?.x ?? Infinity) < shown.min || (line[i - 1]?.x ?? -Infinity) > shown.max || x > shown.max + 1) return;
    extent.min = Math.min(extent.min, y);
    extent.max = Math.max(extent.max, y);
  });
  return extent;
}

/** @param {Candle[]} candles @returns {Range} */
function extentOfCandles(candles) {
  return {
    min: candles.reduce((low, { l }) => Math.min(low, l), Infinity),
    max: candles.reduce((high, { h }) => Math.max(high, h), -Infinity),
  };
}
