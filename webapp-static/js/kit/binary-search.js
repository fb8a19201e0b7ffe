// @ts-check

/**
 * Index of the first item of a sorted list that has reached something; the list's length if none has.
 * @template T
 * @param {readonly T[]} items  those that have reached it come after those that have not
 * @param {(item: T) => boolean} hasReached
 */
export function firstIndex(items, hasReached) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hasReached(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Index of the first of a list in order of time that is later than a time.
 * @param {readonly { x: number }[]} items
 * @param {number} time
 */
export function firstAfter(items, time) {
  return firstIndex(items, ({ x }) => x > time);
}

/**
 * Index of the first of a list in order of time that starts at or after a time.
 * @param {readonly { x: number }[]} items
 * @param {number} time
 */
export function firstFrom(items, time) {
  return firstIndex(items, ({ x }) => x >= time);
}
