// @ts-check
import { describe, expect, it } from 'vitest';
import { LiveSymbol } from '../js/model/live-symbol.js';
import { knownTimes } from '../js/model/scene.js';

const NOON = 1_767_614_400_000;

describe('the time that can be shown', () => {
  const live = new LiveSymbol('AAPL');
  live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 1, time: NOON + 1_500, volume: 1, seq: 1 }] });

  it('ends with the newest trade', () => {
    expect(knownTimes(live, 60_000, NOON + 2_000).to).toBe(NOON + 1_500);
  });

  it('ends with the candle of the newest trade where candles are drawn', () => {
    expect(knownTimes(live, 60_000, NOON + 2_000, 1_000).to).toBe(NOON + 2_000);
    expect(knownTimes(live, 60_000, NOON + 2_000, 300_000).to).toBe(NOON + 300_000);
  });

  it('goes on while nobody records, as far as the clock', () => {
    live.onFeed('down', NOON + 1_600);
    expect(knownTimes(live, 60_000, NOON + 10_000).to).toBe(NOON + 10_000);
    expect(knownTimes(live, 60_000, NOON + 10_000, 300_000).to).toBe(NOON + 300_000);
  });
});
