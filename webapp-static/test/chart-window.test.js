// @ts-check
import { describe, expect, it } from 'vitest';
import { SPAN, firstDrawn, priceRange, timeRange } from '../js/model/chart-window.js';
import { EasedRange } from '../js/view/eased-range.js';

/** @param {number[]} times */
const at = (...times) => times.map((x) => ({ x, y: x, v: 1 }));
/** @param {number[]} prices */
const priced = (...prices) => prices.map((y, x) => ({ x, y, v: 1 }));

describe('timeRange', () => {
  it('gives the first trades room to grow into', () => {
    expect(timeRange(at(1_000))).toEqual({ min: 1_000, max: 21_000 });
  });

  it('slides with the newest trade once there is enough', () => {
    const points = at(...Array.from({ length: 600 }, (_, i) => i * 1_000));
    expect(timeRange(points)).toEqual({ min: 599_000 - SPAN, max: 599_000 });
    expect(firstDrawn(points, 299_000)).toBe(299);
  });

  it('reaches further back for a symbol that trades seldom', () => {
    const points = at(...Array.from({ length: 100 }, (_, i) => i * 30_000));
    expect(timeRange(points).min).toBe(60 * 30_000);
  });
});

describe('priceRange', () => {
  it('is kept while prices fit into it, and left when they do not', () => {
    const range = priceRange(priced(100, 110), 2);
    expect(range.min).toBeLessThan(100);
    expect(priceRange(priced(100, 110.5), 2, range)).toBe(range);
    expect(priceRange(priced(100, 120), 2, range).max).toBeGreaterThan(120);
    expect(priceRange(priced(100, 101), 2, range).max).toBeLessThan(102);
  });

  it('is not flat for a price that does not move, and skips breaks', () => {
    const range = priceRange(priced(100, Number.NaN, 100), 2);
    expect(range.max - range.min).toBeGreaterThan(0.05);
    expect(priceRange(priced(100.01), 2, range)).toBe(range);
  });
});

describe('EasedRange', () => {
  it('glides over a long way and follows a short one at once', () => {
    const eased = new EasedRange();
    expect(eased.toward({ min: 0, max: 10 }, 1, 0)).toEqual({ min: 0, max: 10 });
    const half = eased.toward({ min: 10, max: 20 }, 1, 100);
    expect(half.min).toBe(0);
    expect(eased.isMoving).toBe(true);
    expect(eased.toward({ min: 10, max: 20 }, 1, 180).min).toBeGreaterThan(5);
    expect(eased.toward({ min: 10, max: 20 }, 1, 300)).toEqual({ min: 10, max: 20 });
    expect(eased.isMoving).toBe(false);
    expect(eased.toward({ min: 10.5, max: 20.5 }, 1, 310).min).toBe(10.5);
  });
});
