// @ts-check

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30].map((n) => n * DAY),
];

/**
 * Round times inside a range, in the reader's own time zone, no more than a limit.
 * @param {number} min
 * @param {number} max
 * @param {number} limit
 * @param {(time: number) => number} offsetOf  minutes that the zone is behind UTC at a time
 */
export function timeTicks(min, max, limit, offsetOf) {
  const step = STEPS.find((one) => (max - min) / one <= limit - 0.5) ?? Math.ceil((max - min) / limit / DAY) * DAY;
  const offset = offsetOf(min) * MINUTE;
  /** @type {number[]} */
  const times = [];
  for (let time = Math.ceil((min - offset) / step) * step + offset; time <= max; time += step) times.push(time);
  return { step, times: times.slice(-limit) };
}
