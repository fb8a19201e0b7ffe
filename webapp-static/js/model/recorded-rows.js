// @ts-check

/** @typedef {import('./page-state.js').PageState} PageState */

export const HEADER = ['time', 'price', 'volume'];

/**
 * All that is known of the main symbol, oldest first: times in ISO 8601 UTC.
 * @param {Pick<PageState, 'live'>} state
 * @returns {(string | number)[][]}
 */
export function rowsOf({ live }) {
  return live.series.points.filter(({ cause }) => cause === undefined)
    .map(({ x, y, v }) => [new Date(x).toISOString(), y, v]);
}
