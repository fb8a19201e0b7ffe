// @ts-check

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Nominal length of a month; ticks use the calendar's. */
const MONTH = 30 * DAY;
/** Each divides the next longer unit of the clock. */
const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];
const DAY_STEPS = [1, 2, 7, 14].map((n) => n * DAY);
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120].map((n) => n * MONTH);
const STEPS = [...CLOCK_STEPS, ...DAY_STEPS, ...MONTH_STEPS];
/** Of two ticks, as a part of a label's width. */
const LEAST_DISTANCE = 0.8;
/** 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** @typedef {(time: number) => number} OffsetOf  minutes that the time zone is behind UTC at a time */

/**
 * Round times of a time zone's clock or calendar within a range, at most a limit. The offset is looked up for each of them, because
 * it may change within the range: ticks are round on the user's clock, and a day's tick is its first moment.
 * @param {number} min
 * @param {number} max
 * @param {number} limit
 * @param {OffsetOf} offsetOf
 * @param {number} [length]  of the range without what is folded, ms
 */
export function timeTicks(min, max, limit, offsetOf, length = max - min) {
  const step = STEPS.find((one) => length / one <= limit - 0.5) ?? STEPS[STEPS.length - 1];
  /** @type {number[]} */
  const times = [];
  for (const wall of roundWalls(min, max, step, offsetOf)) {
    const found = step < DAY ? timesOf(wall, offsetOf) : [startOf(wall, offsetOf)];
    for (const time of found) if (time >= min && time <= max) times.push(time);
  }
  // When a clock is set back, it shows a time twice, and the second occurrence may follow the first one of a later time.
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  return { step, times: length < max - min ? sorted : sorted.slice(-limit) };
}

/**
 * The ticks to draw on an axis that folds time: none inside a fold, except that a day or month that begins there is marked at the
 * fold's end; none nearer to another than a label is wide, and none on the left edge itself.
 * @param {readonly number[]} times  in order
 * @param {number} step
 * @param {import('./time-axis.js').TimeAxis} axis
 * @param {number} width  of a label, ms on the axis
 * @param {{ min: number }} range
 */
export function ticksAlong(times, step, axis, width, { min }) {
  if (axis.isPlain) return [...times];
  /** @type {number[]} */
  const kept = [];
  times.forEach((time, i) => {
    const fold = axis.foldAt(time);
    if ((fold && (step < DAY || times[i + 1] <= fold.to)) || axis.length(min, time) <= 0) return;
    const before = kept.at(-1);
    if (before === undefined || axis.length(before, time) >= width * LEAST_DISTANCE) kept.push(time);
  });
  return kept;
}

/**
 * Round wall-clock times, each as the UTC time with the same digits; some may lie just outside of the range.
 * @param {number} min @param {number} max @param {number} step @param {OffsetOf} offsetOf
 */
function roundWalls(min, max, step, offsetOf) {
  const offsets = [offsetOf(min), offsetOf(max)];
  const from = min - Math.max(...offsets) * MINUTE;
  const to = max - Math.min(...offsets) * MINUTE;
  return step < MONTH ? evenWalls(from, to, step) : monthWalls(from, to, Math.round(step / MONTH));
}

/** @param {number} from @param {number} to @param {number} step */
function evenWalls(from, to, step) {
  const phase = step >= 7 * DAY ? FIRST_MONDAY : 0;
  /** @type {number[]} */
  const walls = [];
  // One more on each side, because the offset may change within the range and back again.
  for (let wall = Math.ceil((from - phase) / step - 1) * step + phase; wall <= to + step; wall += step) walls.push(wall);
  return walls;
}

/** @param {number} from @param {number} to @param {number} months */
function monthWalls(from, to, months) {
  const date = new Date(from);
  /** @type {number[]} */
  const walls = [];
  for (let month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months; ; month += months) {
    const wall = Date.UTC(Math.floor(month / 12), month % 12);
    walls.push(wall);
    if (wall > to) return walls;
  }
}

/**
 * When the clock shows a wall-clock time: usually once, never if it is set forward over it, twice if it is set back.
 * @param {number} wall @param {OffsetOf} offsetOf
 */
function timesOf(wall, offsetOf) {
  return aroundOf(wall, offsetOf).filter((time) => time - offsetOf(time) * MINUTE === wall);
}

/** The first moment of a day, also if the clock is set forward over midnight. @param {number} wall @param {OffsetOf} offsetOf */
function startOf(wall, offsetOf) {
  const times = timesOf(wall, offsetOf);
  return times.length > 0 ? Math.min(...times) : aroundOf(wall, offsetOf)[0];
}

/** The candidates by the offsets before and after. @param {number} wall @param {OffsetOf} offsetOf */
function aroundOf(wall, offsetOf) {
  return [wall - DAY, wall + DAY].map((near) => wall + offsetOf(near) * MINUTE);
}
