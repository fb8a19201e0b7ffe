// @ts-check

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Usual length of a month; the calendar's own are used. */
const MONTH = 30 * DAY;
/** Each divides the next longer unit of the clock; up to 12 h a day. */
const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];
const DAY_STEPS = [1, 2, 7, 14].map((n) => n * DAY);
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120].map((n) => n * MONTH);
const STEPS = [...CLOCK_STEPS, ...DAY_STEPS, ...MONTH_STEPS];
/** 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** @typedef {(time: number) => number} OffsetOf  minutes that the time zone is behind UTC at a time */

/**
 * Times inside a range at which the clock or the calendar of a time zone is round, no more than a limit. The zone's offset is
 * taken for each of them, since it may change inside the range: what is round is what the reader's clock shows, and a day
 * begins with its first moment.
 * @param {number} min
 * @param {number} max
 * @param {number} limit
 * @param {OffsetOf} offsetOf
 */
export function timeTicks(min, max, limit, offsetOf) {
  const step = STEPS.find((one) => (max - min) / one <= limit - 0.5) ?? STEPS[STEPS.length - 1];
  /** @type {number[]} */
  const times = [];
  for (const wall of roundWalls(min, max, step, offsetOf)) {
    const found = step < DAY ? timesOf(wall, offsetOf) : [startOf(wall, offsetOf)];
    for (const time of found) if (time >= min && time <= max) times.push(time);
  }
  // Where a clock is set back, one time shows twice, and the second showing may come after a later one's first.
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  return { step, times: sorted.slice(-limit) };
}

/**
 * Round readings of a clock, written as the UTC time with the same digits; some may lie just outside of the range.
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
  // One more on each side: the zone's clock may be set inside the range and back again.
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
 * When the clock shows a reading: once, as a rule; never where it is set forward over it, twice where it is set back.
 * @param {number} wall @param {OffsetOf} offsetOf
 */
function timesOf(wall, offsetOf) {
  return aroundOf(wall, offsetOf).filter((time) => time - offsetOf(time) * MINUTE === wall);
}

/** The first moment of the day that begins at a reading, also where the clock is set forward over it. @param {number} wall @param {OffsetOf} offsetOf */
function startOf(wall, offsetOf) {
  const times = timesOf(wall, offsetOf);
  return times.length > 0 ? Math.min(...times) : aroundOf(wall, offsetOf)[0];
}

/** When the clock would show a reading by the offset before it and by that after it. @param {number} wall @param {OffsetOf} offsetOf */
function aroundOf(wall, offsetOf) {
  return [wall - DAY, wall + DAY].map((near) => wall + offsetOf(near) * MINUTE);
}
