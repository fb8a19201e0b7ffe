// @ts-check
import { RANGES } from './chart-choice.js';
import { TimeAxis } from './time-axis.js';

/**
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {{ min: number, max: number }} Range
 * @typedef {object} Known  the time range with data
 * @property {number} from  time of the oldest data, ms
 * @property {number} to    time of the newest, ms
 * @property {number} auto  where the automatic range begins
 * @property {number} [reach]  as far back as one may pan: history is loaded while one does; by default `from`
 * @property {number} [zoomReach]  as far back as one may zoom, where longer candles may reach further; by default the same
 * @property {TimeAxis} [axis]  how time is drawn
 * @property {(span: number) => number} [startOf]  where a range of a day or more begins; undefined without history
 */

const PLAIN = new TimeAxis();
const DAY = 24 * 60 * 60_000;
/** Shortest range that can be zoomed to, ms. */
const MIN_SPAN = 5_000;
/** Shortest range at the start, ms, so that the first trades extend the line instead of stretching it. */
const FIRST_SPAN = 20_000;
/** The least part of the view that stays covered by data when panning. */
const MIN_COVERED = 0.2;
const EASE_DURATION = 160;
/** The automatic ranges, the usual one first. */
const SUITABLE = ['5m', '15m', '1h'];
/** The automatic range holds this many trades, if they fit into the longest of these. */
const MIN_SHOWN = 40;
/** The automatic range begins after gaps that would take more than this part of it. */
const LONG_GAPS = 0.2;
/** The price scale is kept while the prices fill this part of it. */
const MIN_FILLED = 0.45;
const PRICE_PADDING = 0.14;

/**
 * The time range that the chart shows. While live, it ends with the newest trade and follows it; once panned into the past, it
 * stays in place.
 */
export class Viewport {
  /** Chosen duration of the live range; undefined for automatic. @type {number | undefined} */ #span;
  /** Duration zoomed to instead, with what is folded; undefined if not zoomed. @type {number | undefined} */ #zoomed;
  /** Where it was panned to; undefined while live. @type {Range | undefined} */ #held;

  get isLive() { return this.#held === undefined; }

  /** Whether it shows the chosen or automatic range: neither zoomed nor panned. */
  get isChosen() { return this.isLive && this.#zoomed === undefined; }

  /** @param {number | undefined} span  ms, Infinity for all, undefined for automatic */
  show(span) {
    this.#span = span;
    this.#zoomed = undefined;
    this.#held = undefined;
  }

  /** @param {Known} known @returns {Range} */
  range(known) {
    if (this.#held) return this.#held;
    const span = this.#zoomed ?? this.#span;
    if (this.#zoomed === undefined && span !== undefined && Number.isFinite(span) && isLong(span) && known.startOf) {
      return { min: known.startOf(span), max: known.to };
    }
    const oldest = this.#zoomed === undefined ? known.from : known.zoomReach ?? known.reach ?? known.from;
    const from = Math.max(oldest, span === undefined ? known.auto : known.to - span);
    const first = span === undefined ? from : known.from;
    return { min: from, max: Math.max(known.to, first + FIRST_SPAN) };
  }

  /**
   * Zooms around a time. Zooming while live keeps the newest trade in sight.
   * @param {number} factor  above 1 shows more time
   * @param {number} at  the time that stays in place
   * @param {Known} known
   */
  zoom(factor, at, known) {
    const { axis = PLAIN, from, reach = from, zoomReach = reach, to } = known;
    const { min, max } = this.range(known);
    const longest = Math.max(axis.length(zoomReach, to), FIRST_SPAN);
    const length = axis.length(min, max);
    const wanted = Math.min(longest, Math.max(MIN_SPAN, length * factor));
    this.#zoomed = to - axis.move(to, -wanted);
    if (!this.isLive) this.#hold(axis.at(at) - (axis.length(min, at) / length) * wanted, wanted, known);
  }

  /**
   * Pans; reaching the newest trade makes it live again.
   * @param {number} by  ms without what is folded, above 0 toward now
   * @param {Known} known
   */
  pan(by, known) {
    const { axis = PLAIN } = known;
    const { min, max } = this.range(known);
    if (this.isLive && by >= 0) return;
    this.#hold(axis.at(min) + by, axis.length(min, max), known);
  }

  /** Pans as little as needed to show a time. @param {number} time @param {Known} known */
  reveal(time, known) {
    const { axis = PLAIN } = known;
    const { min, max } = this.range(known);
    if (time < min) this.pan(axis.length(min, time), known);
    else if (time > max) this.pan(axis.length(max, time), known);
  }

  /** @param {number} start  a position on the axis @param {number} length @param {Known} known */
  #hold(start, length, { axis = PLAIN, from, reach = from, to }) {
    const oldest = axis.at(reach) - length * (1 - MIN_COVERED);
    const begin = Math.max(oldest, start);
    this.#held = begin + length >= axis.at(to) ? undefined : { min: axis.timeAt(begin), max: axis.timeAt(begin + length) };
  }
}

/** Whether a span is one of those for which history is loaded, ms. @param {number} span */
export function isLong(span) {
  return span >= DAY;
}

/** @param {number} part  from 0 to 1 */
function easeOut(part) {
  return 1 - (1 - part) ** 3;
}

/** A range that eases to a distant target, and jumps to a near one. */
export class EasedRange {
  /** @type {Range | undefined} */ #from;
  /** @type {Range | undefined} */ #target;
  /** @type {Range | undefined} */ #current;
  #since = 0;
  isMoving = false;

  reset() {
    this.#from = undefined;
    this.#target = undefined;
    this.#current = undefined;
    this.isMoving = false;
  }

  /**
   * @param {Range} target
   * @param {number} near  distances up to this are not eased
   * @param {number} now
   * @returns {Range}
   */
  toward(target, near, now) {
    const current = this.#current ?? target;
    if (!this.#target || target.min !== this.#target.min || target.max !== this.#target.max) {
      this.#target = target;
      this.#from = current;
      this.#since = now;
      const distance = Math.max(Math.abs(target.min - current.min), Math.abs(target.max - current.max));
      this.isMoving = distance > near;
    }
    const part = this.isMoving ? Math.min(1, (now - this.#since) / EASE_DURATION) : 1;
    if (part >= 1) this.isMoving = false;
    const from = this.#from ?? target;
    const eased = easeOut(part);
    this.#current = {
      min: from.min + (target.min - from.min) * eased,
      max: from.max + (target.max - from.max) * eased,
    };
    return this.#current;
  }
}

/**
 * The automatic range of a symbol, as in the page's address: five minutes, more if it trades rarely.
 * @param {readonly Point[]} points
 */
export function suitableRange(points) {
  const length = points.length === 0 ? 0 : points[points.length - 1].x - points[Math.max(0, points.length - MIN_SHOWN)].x;
  return SUITABLE.find((word) => length <= spanOf(word)) ?? SUITABLE[SUITABLE.length - 1];
}

/** The automatic range of a symbol, ms. @param {readonly Point[]} points */
export function suitableSpan(points) {
  return spanOf(suitableRange(points));
}

/**
 * Where the automatic range begins: as early as wanted, but not before the end of the last long gap.
 * @param {number} from  as early as this
 * @param {number} to  its end
 * @param {readonly { from: number, to: number }[]} gaps  in order; all times without data
 */
export function startAfterGaps(from, to, gaps) {
  let start = from;
  for (const gap of gaps) {
    const unknown = gaps.reduce((sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, start)), 0);
    if (unknown <= LONG_GAPS * (to - start)) return start;
    if (gap.to > start && gap.from < to) start = Math.min(gap.to, to);
  }
  return start;
}

/** @param {string} word */
function spanOf(word) {
  return RANGES.get(word) ?? Infinity;
}

/**
 * The range of the price scale. The current one is kept as long as it fits: a scale that moves with each trade cannot be read.
 * @param {Range} extent  the lowest and the highest price drawn; `min` above `max` if there is none
 * @param {number} decimals
 * @param {Range} [current]
 * @returns {Range}
 */
export function priceRange({ min: low, max: high }, decimals, current) {
  if (low > high) return current ?? { min: 0, max: 1 };
  const height = high - low;
  if (current && low >= current.min && high <= current.max
    && height >= MIN_FILLED * (current.max - current.min)) return current;
  const smallest = 4 * 10 ** -decimals;
  const pad = Math.max(height * PRICE_PADDING, smallest);
  const range = { min: low - pad, max: high + pad };
  const isFlat = height < smallest * 2;
  return isFlat && current && low >= current.min && high <= current.max
    && current.max - current.min <= (range.max - range.min) * 3 ? current : range;
}
