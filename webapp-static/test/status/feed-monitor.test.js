import { describe, expect, it } from 'vitest';
import { isTimely } from '../../js/status/feed-monitor.js';

const NOW = 1_796_000_000_000;

describe('isTimely', () => {
  it('takes trades, late ones too, and present price updates', () => {
    for (const print of [{ time: NOW - 200, volume: 5 }, { time: NOW - 900_000, volume: 5 }, { time: NOW - 300, volume: 0 }]) {
      expect(isTimely(print, NOW)).toBe(true);
    }
  });

  it('does not take the age of a quote for a delay', () => {
    expect(isTimely({ time: NOW - 79 * 3_600_000, volume: 0 }, NOW)).toBe(false);
  });
});
