import { describe, expect, it } from 'vitest';
import { isTimely } from '../../js/status/feed-monitor.js';

const NOW = 1_796_000_000_000;

describe('isTimely', () => {
  it('includes trades, late ones too, and current price updates', () => {
    for (const print of [{ time: NOW - 200, volume: 5 }, { time: NOW - 900_000, volume: 5 }, { time: NOW - 300, volume: 0 }]) {
      expect(isTimely(print, NOW)).toBe(true);
    }
  });

  it('excludes the age of a quote', () => {
    expect(isTimely({ time: NOW - 79 * 3_600_000, volume: 0 }, NOW)).toBe(false);
  });
});
