// @ts-check
import { DAY, HOUR, MINUTE, SECOND } from '../prices/candle-book.js';
import { suitableInterval } from './chart-choice.js';
import { TimeAxis } from './time-axis.js';

/**
 * @typedef {import('./viewport.js').Range} Range
 * @typedef {import('./chart-choice.js').ChartChoice} ChartChoice
 * @typedef {import('../prices/archive.js').Archive} Archive
 * @typedef {{ sessions: TimeAxis, dates: TimeAxis }} Axes  for candles shorter than a day, and for days
 * @typedef {object} Resolution  of what a range shows
 * @property {TimeAxis} axis
 * @property {number} [interval]  length of what is drawn, line or candles, ms; undefined in a short range: the finest known
 * @property {number} volume  length of a volume bar, ms
 * @property {{ interval: number, from: number, to: number }} want  the history it needs
 */

/** Shorter ranges show when the market was closed, longer ones fold it. */
export const FOLDED_FROM = 23 * HOUR;
/** With more candles, each would be narrower than a pixel: longer ones are drawn instead. */
export const MOST_CANDLES = 1_800;
/** Intervals for drawing a line over a long range. */
const LENGTHS = [MINUTE, 5 * MINUTE, HOUR, DAY];
/** Longer ranges are drawn by days: nights are less than a pixel then. */
const DAILY_FROM = 100 * DAY;
const PLAIN = new TimeAxis();

/** The length of the candles that others of a length are made of. @param {number} interval  ms */
export function sourceInterval(interval) {
  return interval >= DAY ? DAY : interval >= HOUR ? HOUR : interval >= MINUTE ? MINUTE : SECOND;
}

/**
 * How a range is drawn: in the finest candles that it has room for and that cover it, with what is closed folded.
 * @param {Range} range
 * @param {Axes} axes
 * @param {ChartChoice} choice
 * @param {Archive} archive
 * @returns {Resolution}
 */
export function resolutionOf({ min, max }, axes, choice, archive) {
  const elapsed = max - min;
  const isShort = elapsed < FOLDED_FROM;
  const length = isShort ? elapsed : axes.sessions.length(min, max);
  const candles = choice.intervalFor(length);
  const ideal = choice.kind === 'candles' ? candles : lineInterval(elapsed, length);
  const source = Math.max(MINUTE, sourceInterval(ideal));
  const want = { interval: source, from: min, to: max };
  if (isShort || !archive.hasAny) return { axis: PLAIN, volume: choice.intervalFor(elapsed), want };
  const interval = [source, HOUR, DAY].find((one) => one >= source && archive.reaches(one, min)) ?? source;
  const drawn = interval === source ? ideal : interval;
  const isDaily = drawn >= DAY;
  const volume = isDaily ? DAY : Math.min(suitableInterval(length), HOUR);
  return { axis: isDaily ? axes.dates : axes.sessions, interval: drawn, volume: choice.kind === 'candles' ? drawn : volume, want };
}

/** @param {number} elapsed @param {number} length  without what is folded */
function lineInterval(elapsed, length) {
  if (elapsed > DAILY_FROM) return DAY;
  return LENGTHS.find((one) => length / one <= MOST_CANDLES) ?? DAY;
}
