// @ts-check
import { describe, expect, it } from 'vitest';
import { EasedRange, priceRange, startAfterGaps, suitableRange, suitableSpan } from '../../js/chart/viewport.js';

/** @param {number[]} times */
const at = (...times) => times.map((x) => ({ x, y: x, v: 1 }));
/** @param {number[]} prices */
const priced = (...prices) => ({ min: Math.min(...prices), max: Math.max(...prices) });

/** @param {number} count @param {number} step  ms */
const every = (count, step) => at(...Array.from({ length: count }, (_, i) => i * step));

describe('the automatic range', () => {
  it.each([[0, 0, '5m'], [1, 0, '5m'], [600, 1_000, '5m'], [100, 7_000, '5m'], [100, 20_000, '15m'], [100, 30_000, '1h'], [100, 600_000, '1h']])(
    'is always one of the selectable ranges: %i trades, each %i ms', (count, step, word) => {
      expect(suitableRange(every(count, step))).toBe(word);
      expect(suitableSpan(every(count, step))).toBe({ '5m': 300_000, '15m': 900_000, '1h': 3_600_000 }[word]);
    });
});

describe('startAfterGaps', () => {
  it('is as early as wanted if gaps are small', () => {
    expect(startAfterGaps(0, 300_000, [])).toBe(0);
    expect(startAfterGaps(0, 300_000, [{ from: 100_000, to: 130_000 }, { from: 280_000, to: 299_000 }])).toBe(0);
  });

  it('is the end of a long gap, wherever it began', () => {
    expect(startAfterGaps(0, 300_000, [{ from: -1_500_000, to: 298_000 }])).toBe(298_000);
    expect(startAfterGaps(0, 300_000, [{ from: 100_000, to: 200_000 }])).toBe(200_000);
    expect(startAfterGaps(0, 300_000, [{ from: -9, to: 300_000 }])).toBe(300_000);
  });

  it('is the end of the last of many gaps that are long in total', () => {
    expect(startAfterGaps(0, 300_000, [{ from: 0, to: 50_000 }, { from: 60_000, to: 110_000 }, { from: 295_000, to: 296_000 }])).toBe(110_000);
    expect(startAfterGaps(0, 300_000, [{ from: -9, to: 235_000 }, { from: 240_000, to: 295_000 }])).toBe(295_000);
    expect(startAfterGaps(0, 300_000, [{ from: 0, to: 250_000 }, { from: 290_000, to: 293_000 }])).toBe(250_000);
  });

  it('never leaves more than a fifth without data', () => {
    for (let seed = 1; seed < 300; seed += 1) {
      const random = (/** @type {number} */ i) => Math.abs(Math.sin(seed * 12.9898 + i * 78.233) * 43_758.5453) % 1;
      const edges = Array.from({ length: 12 }, (_, i) => Math.round(random(i) * 400_000 - 50_000)).sort((a, b) => a - b);
      const gaps = Array.from({ length: 6 }, (_, i) => ({ from: edges[2 * i], to: edges[2 * i + 1] }));
      const start = startAfterGaps(0, 300_000, gaps);
      const unknown = gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.to, 300_000) - Math.max(gap.from, start)), 0);
      expect(unknown).toBeLessThanOrEqual(0.2 * (300_000 - start));
    }
  });
});

describe('priceRange', () => {
  it('is kept while prices fit into it, and changed when they do not', () => {
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
  it('eases to a distant target and jumps to a near one', () => {
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
