// @ts-check
import { describe, expect, it } from 'vitest';
import { knownTimes } from '../../js/chart/scene.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';

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

  it('would begin after a long gap, in the recording or between the sessions of its market', () => {
    const late = (/** @type {string} */ symbol) => {
      const fresh = new LiveSymbol(symbol);
      const times = [-1_801_000, -1_800_000, 0, 2_000];
      fresh.onSubscribed({ epoch: 1, seq: 4, complete: true, trades: times.map((time, i) => ({ price: i, time: NOON + time, volume: 1, seq: i + 1 })) });
      return fresh;
    };
    const known = late('AAPL');
    expect(knownTimes(known, 60_000, NOON + 3_000).auto).toBe(NOON + 2_000 - 3_600_000);
    known.onCandles({ epoch: 1, seq: 4, interval: 1_000, candles: [], gaps: [{ from: NOON - 1_799_000, to: NOON - 1_000, cause: 'unrecorded' }] });
    expect(knownTimes(known, 60_000, NOON + 3_000).auto).toBe(NOON - 1_000);
    const closed = [{ from: NOON - 1_799_000, to: NOON - 500 }];
    expect(knownTimes(late('MSFT'), 60_000, NOON + 3_000, 0, closed).auto).toBe(NOON - 500);
  });

  it('extends to the clock while nothing is recorded', () => {
    live.onFeed('down', NOON + 1_600);
    expect(knownTimes(live, 60_000, NOON + 10_000).to).toBe(NOON + 10_000);
    expect(knownTimes(live, 60_000, NOON + 10_000, 300_000).to).toBe(NOON + 300_000);
  });
});
