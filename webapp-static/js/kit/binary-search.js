// @ts-check

/**
 * Index of the first item of a sorted list for which a condition holds; the list's length if there is none.
 * @template T
 * @param {readonly T[]} items  those for which it holds come after the others
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
 * Index of the first item later than a time, in a list in order of time.
 * @param {readonly { x: number }[]} items
 * @param {number} time
 */
export function firstAfter(items, time) {
  return firstIndex(items, ({ x }) => x > time);
}

/**
 * Index of the first item at or after a time, in a list in order of time.
 * @param {readonly { x: number }[]} items
 * @param {number} time
 */
export function firstFrom(items, time) {
  return firstIndex(items, ({ x }) => x >= time);
}
