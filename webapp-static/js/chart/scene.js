// @ts-check
import { firstAfter, firstFrom, firstIndex } from '../kit/binary-search.js';
import { HOUR, MINUTE } from '../prices/candle-book.js';
import { extendedIn } from '../prices/trading-hours.js';
import { candlesIn, uniformInterval } from './candles-in.js';
import { hasInside } from './folds.js';
import { sourceInterval } from './resolution.js';
import { lineIn } from './series.js';
import { TimeAxis } from './time-axis.js';
import { startAfterGaps, suitableSpan } from './viewport.js';

/**
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('./viewport.js').Known} Known
 * @typedef {import('./viewport.js').Range} Range
 * @typedef {object} Scene  what the chart shows, independent of pixels
 * @property {Range} shown
 * @property {Point[]} line  with breaks
 * @property {Candle[]} candles  in a line chart only their volume is drawn
 * @property {Band[]} bands
 * @property {number} interval  length of a candle, ms
 * @property {Range} extent  lowest and highest price drawn
 * @property {TimeAxis} axis
 * @property {readonly Stretch[]} folds  within what is shown
 * @property {import('../prices/archive.js').Seam[]} seams
 * @property {(import('../prices/archive.js').Run & { to: number })[]} runs  where the candles come from; none without history
 * @property {import('../prices/archive.js').Split[]} splits
 * @property {import('../prices/trading-hours.js').Extended[]} extended  when its market was open before and after the regular hours
 * @property {string} symbol
 * @property {number} [begin]  since when it was recorded, if the server has nothing older and that is within what is shown
 * @typedef {{ from: number, to: number }} Stretch  ms
 * @typedef {{ closed: Stretch[], now: number, hours?: import('./folds.js').Hours }} Context  when its market was and is closed
 * @typedef {Stretch & { cause: string, isOpen?: boolean }} Band  a time of which nothing is known, and why; open while it lasts
 * @typedef {{ time: number, point?: Point, candle?: Candle }} Stop  a position of the crosshair: a price, or a candle
 */

/** The most of a live chart that an open gap may take. */
const OPEN_GAP = 0.3;
const LIVE_SPAN = 5 * 60_000;
const CAUSE_TEXTS = { down: 'feed down', refused: 'key refused', unrecorded: 'not recorded' };
export const CLOSED = 'market closed';
/** A cause of gaps; of breaks on this page only, which the server's candles fill. */
export const NOT_RECORDED = 'not recorded';
const PLAIN = new TimeAxis();

/**
 * The time range with data: up to the newest trade, or the end of its candle, and beyond that while a gap is open.
 * @param {LiveSymbol} live  with a price at least
 * @param {number} span  duration shown now, ms
 * @param {number} now  by the server's clock
 * @param {number} [candle]  length of the candles drawn, ms
 * @param {readonly Stretch[]} [closed]  when its market was closed
 * @returns {Known}
 */
export function knownTimes(live, span, now, candle = 0, closed = []) {
  const { series, book } = live;
  const { from: oldest, to: end } = book.reach ?? { from: Infinity, to: now };
  const last = series.newest?.x ?? Math.min(now, end);
  const newest = candle > 0 ? (Math.floor(last / candle) + 1) * candle : last;
  const isOpen = book.gaps.at(-1)?.to === undefined && book.gaps.length > 0;
  const length = Number.isFinite(span) ? span : LIVE_SPAN;
  const to = isOpen ? Math.max(newest, Math.min(now, newest + length * OPEN_GAP)) : newest;
  const from = Math.min(series.points[0]?.x ?? Infinity, oldest);
  const wanted = { from: last - suitableSpan(series.points), to: last };
  return { from, to, auto: startAfterGaps(wanted.from, last, bandsIn(live, closed, wanted, now)) };
}

/**
 * @param {LiveSymbol} live
 * @param {Range} shown
 * @param {import('./chart-choice.js').ChartChoice} choice
 * @param {Context} context
 * @param {import('./resolution.js').Resolution} [resolution]  of a long range
 * @returns {Scene}
 */
export function sceneOf(live, shown, choice, context, resolution) {
  const { closed, now } = context;
  if (resolution?.interval !== undefined) return longSceneOf(live, shown, choice, context, { ...resolution, interval: resolution.interval });
  const stretch = { from: shown.min, to: shown.max };
  const around = bandsAround(live, closed, stretch, now);
  const bands = around.filter((band) => overlap(band, stretch));
  // One interval from edge to edge: minutes everywhere if the seconds do not reach back far enough.
  const interval = uniformInterval(live.book, choice.intervalFor(shown.max - shown.min), shown.min);
  const candles = candlesIn(live.book, interval, shown.min, shown.max);
  const line = choice.kind === 'line' ? lineIn(live, stretch, around) : [];
  const extent = choice.kind === 'line' ? extentOf(line, shown) : extentOfCandles(candles);
  return { shown, line, candles, bands, interval, extent, axis: PLAIN, folds: [], ...originOf(live, stretch, interval, context) };
}

/**
 * A range of which history is drawn, with what was closed folded.
 * @param {LiveSymbol} live
 * @param {Range} shown
 * @param {import('./chart-choice.js').ChartChoice} choice
 * @param {Context} context
 * @param {{ axis: TimeAxis, interval: number, volume: number }} resolution
 * @returns {Scene}
 */
function longSceneOf(live, shown, choice, context, { axis, interval, volume }) {
  const stretch = { from: shown.min, to: shown.max };
  const folds = axis.foldsIn(shown.min, shown.max);
  const bands = missingIn(live, folds, stretch, interval, context.now);
  const candles = candlesIn(live.book, volume, shown.min, shown.max);
  // Between sessions the line breaks; in a view of hours or days it would only be in pieces.
  const breaks = interval < HOUR ? [...bands, ...folds].sort((a, b) => a.from - b.from) : bands;
  const line = choice.kind === 'line' ? lineIn(live, stretch, breaks, interval) : [];
  const extent = choice.kind === 'line' ? extentOf(line, shown) : extentOfCandles(candles);
  return { shown, line, candles, bands, interval: volume, extent, axis, folds, ...originOf(live, stretch, interval, context) };
}

/**
 * Where what is shown comes from, with what the lane adds to it.
 * @param {LiveSymbol} live
 * @param {Stretch} stretch
 * @param {number} interval  of what is drawn, ms
 * @param {Context} context
 * @returns {Pick<Scene, 'seams' | 'runs' | 'splits' | 'extended' | 'symbol' | 'begin'>}
 */
function originOf({ symbol, book: { archive, reach } }, stretch, interval, { hours }) {
  const source = Math.max(MINUTE, sourceInterval(interval));
  // In a view of hours or days they would be stripes.
  const isNamed = interval < HOUR && hours?.calendar === 'stocks' && hours.isSure;
  return {
    seams: archive.seams(source, stretch), runs: archive.runsIn(source, stretch), splits: archive.splitsIn(stretch),
    extended: isNamed ? extendedIn(stretch, hours.market) : [], symbol,
    begin: archive.isAbsent && reach && reach.from > stretch.from && reach.from < stretch.to ? reach.from : undefined,
  };
}

/**
 * The times of which nothing is known, where no history fills them; shorter ones than a candle are not seen.
 * @param {LiveSymbol} live
 * @param {readonly Stretch[]} folds
 * @param {Stretch} shown
 * @param {number} interval
 * @param {number} now
 * @returns {Band[]}
 */
function missingIn(live, folds, shown, interval, now) {
  return bandsIn(live, folds, shown, now).filter(({ cause }) => cause !== CLOSED).flatMap((band) => {
    const filled = candlesIn(live.book, interval, band.from, band.to).filter(({ x, w }) => x >= band.from && x + w <= band.to)
      .map(({ x, w }) => ({ from: x, to: x + w }));
    return without(band, filled).filter(({ from, to }) => band.isOpen || to - from >= interval).map((part) => ({ ...band, ...part }));
  });
}

/** @param {Point[]} line @param {Range} shown @returns {Range} */
function extentOf(line, shown) {
  const extent = { min: Infinity, max: -Infinity };
  line.forEach(({ x, y }, i) => {
    if (Number.isNaN(y) || x > shown.max + 1 || (line[i - 1]?.x ?? -Infinity) > shown.max) return;
    // One point beyond each edge counts too if the line leads to it.
    const next = line[i + 1];
    if (next && (next.x < shown.min || (x < shown.min && Number.isNaN(next.y)))) return;
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

/** @param {Stretch} one @param {Stretch} other */
const overlap = (one, other) => one.from < other.to && other.from < one.to;

/**
 * The times without a recording or with a closed market, which no line may cross.
 * @param {LiveSymbol} live
 * @param {readonly Stretch[]} closed  when its market was closed
 * @param {Stretch} shown
 * @param {number} now  by the server's clock
 * @returns {Band[]}
 */
export function bandsIn(live, closed, shown, now) {
  const pauses = closed.filter((one) => overlap(one, shown) && !hasTrades(live, one));
  /** @type {Band[]} */
  const bands = [];
  for (const { from, to, cause } of live.book.gaps) {
    // While the market was closed nothing was missed.
    for (const part of without({ from, to: to ?? Math.max(now, from) }, pauses)) {
      bands.push({ ...part, cause: CAUSE_TEXTS[cause], isOpen: to === undefined });
    }
  }
  for (const one of live.series.breaks) {
    const isFilled = one.cause === NOT_RECORDED && live.isBackedUp;
    if (!isFilled && ![...bands, ...pauses].some((band) => overlap(band, one))) bands.push(one);
  }
  for (const pause of pauses) bands.push({ ...pause, cause: CLOSED });
  return bands.filter((band) => overlap(band, shown)).sort((a, b) => a.from - b.from);
}

/**
 * The bands in a range, and those between each edge and the next price beyond it: the line leads to that price only if there are
 * none.
 * @param {LiveSymbol} live
 * @param {readonly Stretch[]} closed
 * @param {Stretch} shown
 * @param {number} now
 */
export function bandsAround(live, closed, shown, now) {
  const { series: { points }, book: { minutes } } = live;
  let first = firstFrom(points, shown.from) - 1;
  while (points[first]?.cause !== undefined) first -= 1;
  let last = firstAfter(points, shown.to);
  while (points[last]?.cause !== undefined) last += 1;
  const from = Math.min(shown.from, points[first]?.x ?? Infinity, minutes[firstFrom(minutes, shown.from) - 1]?.x ?? Infinity);
  const to = Math.max(shown.to, points[last]?.x ?? -Infinity, minutes[firstAfter(minutes, shown.to)]?.x ?? -Infinity);
  return bandsIn(live, closed, { from, to }, now);
}

/** @param {LiveSymbol} live @param {Stretch} stretch */
function hasTrades({ book, series }, { from, to }) {
  return hasInside(book.minutes, { from: from + 1, to: to - 1 })
    || series.points.some((point) => point.cause === undefined && point.x > from && point.x < to);
}

/** @param {Stretch} whole @param {readonly Stretch[]} parts  in order */
function without(whole, parts) {
  /** @type {Stretch[]} */
  const rest = [];
  let from = whole.from;
  for (const part of parts) {
    if (!overlap({ from, to: whole.to }, part)) continue;
    if (part.from > from) rest.push({ from, to: part.from });
    from = Math.max(from, part.to);
  }
  if (from < whole.to) rest.push({ from, to: whole.to });
  return rest;
}

/**
 * All positions of the crosshair in a scene, oldest first.
 * @param {Pick<Scene, 'line' | 'candles' | 'shown'>} scene
 * @param {'line' | 'candles'} kind
 * @returns {Stop[]}
 */
export function stopsOf({ line, candles, shown }, kind) {
  const stops = kind === 'candles'
    ? candles.map((candle) => ({ time: candle.x + candle.w / 2, candle }))
    : line.flatMap((point, i) => stopAt(point, line[i - 1]));
  return stops.filter(({ time }) => time >= shown.min && time <= shown.max + (kind === 'candles' ? candles.at(-1)?.w ?? 0 : 0));
}

/**
 * A candle is one stop, however many of its prices are on the line.
 * @param {Point} point
 * @param {Point} [before]
 * @returns {Stop[]}
 */
function stopAt(point, before) {
  const { candle, cause, x } = point;
  if (cause !== undefined || (candle && candle === before?.candle)) return [];
  return [candle ? { time: candle.x + candle.w / 2, candle } : { time: x, point }];
}

/**
 * Index of the stop nearest to a time; -1 when there is none.
 * @param {readonly Stop[]} stops
 * @param {number} time
 */
export function nearest(stops, time) {
  const next = firstIndex(stops, (stop) => stop.time >= time);
  const isBeforeNearer = next === stops.length || (next > 0 && time - stops[next - 1].time <= stops[next].time - time);
  return isBeforeNearer ? next - 1 : next;
}
