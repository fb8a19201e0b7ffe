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
const WEEK = 7 * DAY;
/** Least width of a candle in pixels, in a long range whose interval is not chosen; and how many there are at least and at most. */
const LEAST_WIDTH = 3;
const [LEAST_SHOWN, MOST_SHOWN] = [60, 400];
/** Days may be narrower, so that a year is drawn by days, also where they are traded at weekends. */
const MORE_DAYS = 1.5;
/** Room for the prices beside the candles, in pixels. */
const AXIS = 70;
const USUAL_WIDTH = 860;
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
 * @param {number} [width]  of the chart, in pixels
 * @returns {Resolution}
 */
export function resolutionOf({ min, max }, axes, choice, archive, width = USUAL_WIDTH) {
  const elapsed = max - min;
  const isShort = elapsed < FOLDED_FROM;
  const length = isShort ? elapsed : axes.sessions.length(min, max);
  const days = axes.dates.length(min, max);
  const most = isShort ? undefined : Math.min(MOST_SHOWN, Math.max(LEAST_SHOWN, Math.floor((width - AXIS) / LEAST_WIDTH)));
  const mostDays = most && most * MORE_DAYS;
  const shortest = choice.intervalFor(length, most);
  // Of nights and weekends a view of days has no more than its dates.
  const candles = shortest >= DAY && shortest !== choice.interval ? suitableInterval(days, mostDays, DAY) : shortest;
  const ideal = choice.kind === 'candles' ? candles : lineInterval(elapsed, length, days);
  const source = Math.max(MINUTE, sourceInterval(ideal));
  const want = { interval: source, from: min, to: max };
  if (isShort || !archive.hasAny) return { axis: PLAIN, volume: choice.intervalFor(elapsed), want };
  const interval = [source, HOUR, DAY].find((one) => one >= source && archive.covers(one, min)) ?? source;
  const drawn = interval === source ? ideal : interval;
  const isDaily = drawn >= DAY;
  const volume = isDaily ? Math.max(drawn, suitableInterval(days, mostDays, DAY)) : Math.min(suitableInterval(length), HOUR);
  return { axis: isDaily ? axes.dates : axes.sessions, interval: drawn, volume: choice.kind === 'candles' ? drawn : volume, want };
}

/** @param {number} elapsed @param {number} length  without what is folded @param {number} days  without the dates that are folded */
function lineInterval(elapsed, length, days) {
  if (elapsed > DAILY_FROM) return days / DAY > MOST_CANDLES ? WEEK : DAY;
  return LENGTHS.find((one) => length / one <= MOST_CANDLES) ?? DAY;
}
