// @ts-check
import { RANGES } from './chart-choice.js';

/**
 * @typedef {{ min: number, max: number }} Range
 * @typedef {object} Known  the time that could be shown
 * @property {number} from  of the oldest thing known, ms
 * @property {number} to    of the newest, ms
 * @property {number} auto  where a chart that suits this symbol would begin
 */

/** Nearer than this, neighbouring milliseconds would be inches apart. */
const MIN_SPAN = 5_000;
/** The first trades have this much room, so that the line grows instead of being stretched. */
const FIRST_SPAN = 20_000;
/** What is dragged out of sight stays in sight by this part. */
const KEPT = 0.2;

/**
 * Which stretch of time the chart shows. Live, it ends with the newest trade and moves with it; once the reader has
 * zoomed into or moved to the past it stays where it was put, whatever arrives.
 */
export class Viewport {
  /** Chosen length of the live stretch; undefined for what suits the symbol. @type {number | undefined} */ #span;
  /** Length the reader has zoomed to instead; undefined while it is the chosen one. @type {number | undefined} */ #zoomed;
  /** Where the reader has put it; undefined while live. @type {Range | undefined} */ #held;

  get isLive() { return this.#held === undefined; }

  /** Whether it shows what was chosen, or suits: neither zoomed nor moved. */
  get isChosen() { return this.isLive && this.#zoomed === undefined; }

  /** @param {number | undefined} span  ms, Infinity for all, undefined for what suits */
  show(span) {
    this.#span = span;
    this.#zoomed = undefined;
    this.#held = undefined;
  }

  /** @param {Known} known @returns {Range} */
  range(known) {
    if (this.#held) return this.#held;
    const span = this.#zoomed ?? this.#span;
    const from = Math.max(known.from, span === undefined ? known.auto : known.to - span);
    const first = span === undefined ? from : known.from;
    return { min: from, max: Math.max(known.to, first + FIRST_SPAN) };
  }

  /**
   * Makes what is at a place wider or narrower. Zooming while live keeps the newest trade in sight.
   * @param {number} factor  above 1 shows more time
   * @param {number} at  the time that stays where it is
   * @param {Known} known
   */
  zoom(factor, at, known) {
    const { min, max } = this.range(known);
    const longest = Math.max(known.to - known.from, FIRST_SPAN);
    const span = Math.min(longest, Math.max(MIN_SPAN, (max - min) * factor));
    this.#zoomed = span;
    if (!this.isLive) this.#hold(at - ((at - min) / (max - min)) * span, span, known);
  }

  /** Moves by a time; reaching the newest trade makes it live again. @param {number} by  ms, above 0 toward now @param {Known} known */
  pan(by, known) {
    const { min, max } = this.range(known);
    if (this.isLive && by >= 0) return;
    this.#hold(min + by, max - min, known);
  }

  /** Shows one time, moving no further than needed. @param {number} time @param {Known} known */
  reveal(time, known) {
    const { min, max } = this.range(known);
    if (time < min) this.pan(time - min, known);
    else if (time > max) this.pan(time - max, known);
  }

  /** @param {number} min @param {number} span @param {Known} known */
  #hold(min, span, known) {
    const oldest = known.from - span * (1 - KEPT);
    const from = Math.max(oldest, min);
    this.#held = from + span >= known.to ? undefined : { min: from, max: from + span };
  }
}

const DURATION = 160;

/** @param {number} part  from 0 to 1 */
function easeOut(part) {
  return 1 - (1 - part) ** 3;
}

/** A range that glides to its new ends when they are far away, and follows at once when near. */
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
   * @param {number} near  a step up to this is not worth gliding
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
    const part = this.isMoving ? Math.min(1, (now - this.#since) / DURATION) : 1;
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
 * @typedef {import('../prices/price-series.js').Point} Point
 */

/** The ranges the chart chooses from when the reader has chosen none, the usual one first. */
const SUITABLE = ['5m', '15m', '1h'];
/** A symbol that trades seldom shows this many trades, if they fit into the longest of these. */
const MIN_SHOWN = 40;
/** Gaps that would take more than this part of the window are long: it begins after them. */
const LONG_GAPS = 0.2;
/** The scale stays while the prices fill this part of it. */
const MIN_FILLED = 0.45;
const PADDING = 0.14;

/**
 * The word of the range that suits a symbol: five minutes, more if it trades seldom.
 * @param {readonly Point[]} points
 */
export function suitableRange(points) {
  const length = points.length === 0 ? 0 : points[points.length - 1].x - points[Math.max(0, points.length - MIN_SHOWN)].x;
  return SUITABLE.find((word) => length <= spanOf(word)) ?? SUITABLE[SUITABLE.length - 1];
}

/** The length of the range that suits a symbol, ms. @param {readonly Point[]} points */
export function suitableSpan(points) {
  return spanOf(suitableRange(points));
}

/**
 * Where a window begins that shows more of what is known than of what is not: as early as wanted, but not before the end of the
 * last long gap.
 * @param {number} from  as early as this
 * @param {number} to  its end
 * @param {readonly { from: number, to: number }[]} gaps  in order; any time of which there is nothing to draw
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
 * The prices to show. The scale given is kept as long as it fits: a scale that moves with each
 * trade cannot be read.
 * @param {Range} extent  the lowest and the highest price drawn; the other way round when there is none
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
  const pad = Math.max(height * PADDING, smallest);
  const range = { min: low - pad, max: high + pad };
  const isFlat = height < smallest * 2;
  return isFlat && current && low >= current.min && high <= current.max
    && current.max - current.min <= (range.max - range.min) * 3 ? current : range;
}
