// @ts-check
import { describe, expect, it } from 'vitest';
import { decimate } from '../../js/chart/series.js';

/** @param {number} x @param {number} y */
const price = (x, y) => ({ x, y, v: 1 });
const gap = (/** @type {number} */ x) => ({ x, y: Number.NaN, v: 0, cause: 'unknown' });
/** @param {import('../../js/prices/price-series.js').Point[]} line */
const kept = (line) => decimate(line, 0, 10).map(({ x }) => x);

describe('decimate', () => {
  it('keeps the visible points of each column, in order', () => {
    expect(kept([price(0, 5), price(1, 6), price(2, 9), price(3, 8), price(4, 1), price(5, 2), price(6, 3), price(10, 4)]))
      .toEqual([0, 2, 4, 6, 10]);
    expect(kept([price(0, 5), price(1, 1), price(2, 3), price(3, 9), price(4, 5)])).toEqual([0, 1, 3, 4]);
  });

  it('does not change a line that has no more points than columns', () => {
    const line = [price(-10, 1), price(0, 2), price(10, 3), price(25, 2)];
    expect(decimate(line, 0, 10)).toEqual(line);
    expect(decimate([], 0, 10)).toEqual([]);
  });

  it('keeps breaks, and the points on both sides of them', () => {
    expect(kept([price(0, 1), price(1, 2), gap(2), price(3, 3), price(4, 4), gap(20), price(21, 1)])).toEqual([0, 1, 2, 3, 4, 20, 21]);
  });

  it('loses neither the lowest nor the highest price of many', () => {
    const line = Array.from({ length: 5_000 }, (_, i) => price(i / 20, Math.sin(i * 12.9898) * 43_758.5453 % 1));
    const thin = decimate(line, 0, 1);
    expect(thin.length).toBeLessThanOrEqual(4 * 250);
    for (const extreme of [Math.min, Math.max]) {
      expect(extreme(...thin.map(({ y }) => y))).toBe(extreme(...line.map(({ y }) => y)));
    }
  });
});
