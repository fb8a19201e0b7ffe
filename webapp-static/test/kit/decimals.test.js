// @ts-check
import { describe, expect, it } from 'vitest';
import { decimalsOf, widenDecimals } from '../../js/kit/format.js';

describe('the decimals of a price', () => {
  it.each([
    [231.42, 2], [231, 0], [0.00012, 5], [1e-7, 7], [-1.5, 1], [65_432.123, 3], [0, 0], [1e21, 0], [1.65e-9, 11], [-1.65e-9, 11], [1.23456789e-9, 13], [2.5e-30, 31], [1e300, 0],
  ])('of %d are %d', (price, decimals) => expect(decimalsOf(price)).toBe(decimals));

  it('exclude rounding errors of a calculation', () => {
    expect([100 + 9.04 - 7.01, 0.1 + 0.2, 109.03999999999999].map(decimalsOf)).toEqual([2, 1, 2]);
  });

  it('never decrease', () => {
    expect([widenDecimals(2, 1.5), widenDecimals(2, 150.1234), widenDecimals(4, 150.12), widenDecimals(2, 109.03999999999999)]).toEqual([2, 4, 4, 2]);
  });

  it('are eight at most', () => expect(decimalsOf(1 / 3)).toBe(8));
});
