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
