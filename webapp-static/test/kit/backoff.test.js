// @ts-check
import { describe, expect, it } from 'vitest';
import { backoff } from '../../js/kit/timers.js';

describe('backoff', () => {
  it.each([[0, 1_000], [1, 2_000], [2, 4_000], [4, 16_000], [5, 30_000], [60, 30_000], [-3, 1_000]])(
    'attempt %i waits at most %i ms',
    (attempt, bound) => {
      expect(backoff(attempt, () => 1)).toBe(bound);
      expect(backoff(attempt, () => 0.5)).toBe(bound / 2);
    },
  );

  it('may be zero: the whole delay is random', () => {
    expect(backoff(4, () => 0)).toBe(0);
  });
});
