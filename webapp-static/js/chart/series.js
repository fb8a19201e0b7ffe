// @ts-check
import { firstAfter, firstIndex } from '../kit/binary-search.js';
import { MINUTE, SECOND } from '../prices/candle-book.js';
import { candlesAround, candlesIn, uniformInterval } from './candles-in.js';
import { MOST_CANDLES } from './resolution.js';

/**
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('./scene.js').Stretch} Stretch
 */

/** Intervals for drawing a line; each is a multiple of a second. */
const LENGTHS = [1, 2, 5, 10, 15, 30].map((n) => n * SECOND);
/** With fewer candles of history, each is so wide that its lowest and highest price would be teeth of a saw. */
const MOST_SINGLE = 600;
/** Where in a candle's interval its four prices are drawn; their real times are not known. */
const POSITIONS = [0, 1 / 3, 2 / 3, 1];

/**
 * The points of the line, oldest first, with one more at each end so that it reaches the edges. All come from one source, the
 * finest that covers the whole range, so that no part of the line looks different from another: trades, or candles with their
 * highest and lowest price. Bands break the line.
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 * @param {readonly Stretch[]} bands  in order
 * @param {number} [interval]  of the candles to draw, ms; by default the finest that covers the range
 * @returns {Point[]}
 */
export function lineIn(live, shown, bands, interval) {
  if (interval !== undefined) return broken(historyPoints(live, shown, bands, interval), bands);
  const line = coversByTrades(live, shown) ? tradesIn(live, shown) : candlePoints(live, shown, bands);
  return broken(line, bands);
}

/**
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 * @param {readonly Stretch[]} bands
 * @param {number} interval
 */
function historyPoints(live, shown, bands, interval) {
  const candles = candlesIn(live.book, interval, shown.from - interval, shown.to + interval);
  if (candles.length > MOST_SINGLE) return withNewest(candlesToPoints(candles, live, bands), live, shown);
  const points = candles.map((candle) => ({ x: middleOf(candle), y: candle.c, v: candle.v, w: candle.w, candle }));
  // The newest candle still grows: its close is the newest trade.
  const isRunning = live.series.last !== undefined && (candles.at(-1)?.x ?? Infinity) + interval > live.series.last.x;
  return withNewest(isRunning ? points.slice(0, -1) : points, live, shown);
}

/** @param {Candle} candle */
const middleOf = ({ x, w }) => x + w / 2;

/** Whether the single trades cover everything known of a range. @param {LiveSymbol} live @param {Stretch} shown */
function coversByTrades({ series, book }, { from, to }) {
  const first = Math.min(series.points[0]?.x ?? Infinity, to);
  const logs = [book.seconds, book.minutes];
  const endsBefore = (/** @type {Candle | undefined} */ candle, /** @type {number} */ time) => candle !== undefined && candle.x + candle.w <= time;
  if (logs.some((candles) => endsBefore(candles[firstIndex(candles, ({ x, w }) => x + w > from)], first))) return false;
  return !series.breaks.some((one) => one.from < to && one.to > from
    && logs.some((candles) => endsBefore(candles[firstIndex(candles, ({ x }) => x > one.from)], one.to)));
}

/** @param {LiveSymbol} live @param {Stretch} shown */
function tradesIn({ series: { points } }, shown) {
  return points.slice(Math.max(0, firstAfter(points, shown.from) - 1), firstAfter(points, shown.to) + 1)
    .filter((point) => point.cause === undefined);
}

/** @param {LiveSymbol} live @param {Stretch} shown @param {readonly Stretch[]} bands */
function candlePoints(live, { from, to }, bands) {
  const { book } = live;
  const fine = LENGTHS.find((length) => (to - from) / length <= MOST_CANDLES) ?? MINUTE;
  const candles = candlesAround(book, uniformInterval(book, fine, from), from, to);
  return withNewest(candlesToPoints(candles, live, bands), live, { from, to });
}

/** @param {readonly Candle[]} candles @param {LiveSymbol} live @param {readonly Stretch[]} bands @returns {Point[]} */
function candlesToPoints(candles, { series: { last } }, bands) {
  return candles.flatMap((candle) => pointsOf(candle, knownPart(candle, last?.x ?? Infinity, bands)));
}

/**
 * The line ends with the newest trade, even if the candles do not contain it yet.
 * @param {Point[]} points
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 */
function withNewest(points, { series: { last } }, { to }) {
  const end = points.at(-1)?.x ?? -Infinity;
  return last && last.x > end && last.x <= to ? [...points, last] : points;
}

/**
 * First, lowest, highest and last price of a candle, in the order with the shorter path.
 * @param {Candle} candle
 * @param {Stretch} part
 */
function pointsOf(candle, { from, to }) {
  const { x, o, h, l, c, v, w, n } = candle;
  // A single price is drawn in the middle, but the newest of all at its own time.
  if (n === 1) return [{ x: to < x + w ? to : (from + to) / 2, y: c, v, w, candle }];
  const prices = c >= o ? [o, l, h, c] : [o, h, l, c];
  return POSITIONS.map((place, i) => ({ x: from + (to - from) * place, y: prices[i], v, w, candle }));
}

/**
 * The longest part of a candle's interval outside of bands, because nothing is drawn into a gap.
 * @param {Candle} candle
 * @param {number} newest
 * @param {readonly Stretch[]} bands
 */
function knownPart({ x, w }, newest, bands) {
  const end = Math.max(x, Math.min(x + w, newest));
  let part = { from: x, to: x };
  let from = x;
  for (let i = firstIndex(bands, (band) => band.to > x); i < bands.length && bands[i].from < end; i += 1) {
    if (bands[i].from - from > part.to - part.from) part = { from, to: bands[i].from };
    from = Math.max(from, Math.min(bands[i].to, end));
  }
  return end - from >= part.to - part.from ? { from, to: end } : part;
}

/**
 * The prices in a range and about as long before it, oldest first: single trades where they are known, elsewhere the last price of
 * each second or minute.
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 * @param {number} interval  a second or a minute, in ms
 * @returns {Point[]}
 */
export function pricesIn(live, shown, interval) {
  const { points, breaks } = live.series;
  const from = shown.from - Math.max(shown.to - shown.from, MINUTE);
  const trades = points.slice(Math.max(0, firstAfter(points, shown.from) - 1), firstAfter(points, shown.to) + 1)
    .filter((point) => point.cause === undefined);
  const first = trades[0]?.x ?? Infinity;
  const prices = closes(live, interval, from, Math.min(first, shown.to + MINUTE));
  let at = 0;
  for (const one of breaks) {
    const next = firstAfter(trades, one.from);
    prices.push(...trades.slice(at, next));
    at = Math.max(at, next);
    if (one.from >= first && one.to > shown.from) prices.push(...closes(live, interval, one.from, one.to));
  }
  prices.push(...trades.slice(at));
  return prices;
}

/** @param {LiveSymbol} live @param {number} interval @param {number} from @param {number} to  both exclusive */
function closes({ book }, interval, from, to) {
  /** @type {Point[]} */
  const points = [];
  for (const { x, w, c, v } of candlesIn(book, interval, from, Math.min(to, Number.MAX_SAFE_INTEGER))) {
    if (x > from && x + w <= to) points.push({ x: x + w / 2, y: c, v, w });
  }
  return points;
}

/** @param {Point[]} line @param {readonly Stretch[]} bands */
function broken(line, bands) {
  if (bands.length === 0) return line;
  /** @type {Point[]} */
  const parts = [];
  let band = 0;
  for (const point of line) {
    const before = parts.at(-1);
    while (before && band < bands.length && bands[band].to <= before.x) band += 1;
    if (before && band < bands.length && bands[band].from < point.x) {
      parts.push({ x: (before.x + point.x) / 2, y: Number.NaN, v: 0, cause: 'unknown' });
    }
    parts.push(point);
  }
  return parts;
}

/**
 * Decimation: of each column of pixels only the first, the lowest, the highest and the last point. Breaks stay.
 * @param {readonly Point[]} line  in order of time
 * @param {number} from  where the first column begins, ms
 * @param {number} width  of a column, ms
 * @param {(time: number) => number} [at]  the position of a time, ms
 * @returns {Point[]}
 */
export function decimate(line, from, width, at = (time) => time) {
  /** @type {Point[]} */
  const kept = [];
  const start = at(from);
  const columnOf = (/** @type {Point} */ { x }) => Math.floor((at(x) - start) / width);
  for (let first = 0; first < line.length;) {
    const column = columnOf(line[first]);
    let [low, high, last] = [first, first, first];
    for (let i = first + 1; i < line.length && isPrice(line[i]) && columnOf(line[i]) === column && isPrice(line[first]); i += 1) {
      if (line[i].y < line[low].y) low = i;
      if (line[i].y > line[high].y) high = i;
      last = i;
    }
    for (const i of new Set([first, Math.min(low, high), Math.max(low, high), last])) kept.push(line[i]);
    first = last + 1;
  }
  return kept;
}

/** @param {Point} point */
const isPrice = ({ cause }) => cause === undefined;
