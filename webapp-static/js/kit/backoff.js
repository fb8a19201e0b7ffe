// @ts-check

const BASE = 1_000;
const CAP = 30_000;
const MAX_DOUBLINGS = 16;

/**
 * Milliseconds to wait before an attempt: anything from nothing to a bound that doubles each time
 * ("full jitter"), so that browsers cut off together do not come back together.
 * @param {number} attempt  0 for the first
 * @param {() => number} random  from 0 to 1
 */
export function backoff(attempt, random) {
  const doublings = Math.min(Math.max(0, attempt), MAX_DOUBLINGS);
  return random() * Math.min(CAP, BASE * 2 ** doublings);
}
