// @ts-check
import { describe, expect, it } from 'vitest';
import { SPAN, priceRange, suitableRange, suitableStart } from '../js/model/chart-window.js';
import { EasedRange } from '../js/view/eased-range.js';

/** @param {number[]} times */
const at = (...times) => times.map((x) => ({ x, y: x, v: 1 }));
/** @param {number[]} prices */
const priced = (...prices) => ({ min: Math.min(...prices), max: Math.max(...prices) });

describe('suitableStart', () => {
  it('is five minutes back for what trades often', () => {
    expect(suitableStart(at(...Array.from({ length: 600 }, (_, i) => i * 1_000)))).toBe(599_000 - SPAN);
  });

  it('reaches further back for a symbol that trades seldom, but not for ever', () => {
    expect(suitableStart(at(...Array.from({ length: 100 }, (_, i) => i * 30_000)))).toBe(60 * 30_000);
    expect(suitableStart(at(...Array.from({ length: 100 }, (_, i) => i * 600_000)))).toBe(99 * 600_000 - 3_600_000);
  });

  it('is called a range only if it is one', () => {
    expect(suitableRange([])).toBe('5m');
    expect(suitableRange(at(...Array.from({ length: 600 }, (_, i) => i * 1_000)))).toBe('5m');
    expect(suitableRange(at(...Array.from({ length: 100 }, (_, i) => i * 60_000)))).toBe('');
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

  it('is not flat for a price that does not move', () => {
    const range = priceRange(priced(100, 100), 2);
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
