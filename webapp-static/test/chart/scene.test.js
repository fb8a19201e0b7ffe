// @ts-check
import { describe, expect, it } from 'vitest';
import { ChartChoice } from '../../js/chart/chart-choice.js';
import { knownTimes, sceneOf } from '../../js/chart/scene.js';
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

  it('begins after a long gap, in the recording or between the sessions of its market', () => {
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

describe('a line at the edge of the window', () => {
  /** @param {...number} times */
  const recorded = (...times) => {
    const live = new LiveSymbol('AAPL');
    live.onSubscribed({ epoch: 1, seq: times.length, complete: true, trades: times.map((time, i) => ({ price: 10 + 10 * i, time: NOON + time, volume: 1, seq: i + 1 })) });
    live.onCandles({ epoch: 1, seq: times.length, interval: 1_000, candles: [], gaps: [{ from: NOON - 1_799_000, to: NOON - 60_000, cause: 'unrecorded' }] });
    return live;
  };
  /** @param {LiveSymbol} live @param {number} min @param {number} max */
  const scene = (live, min, max) =>
    sceneOf(live, { min: NOON + min, max: NOON + max }, new ChartChoice(), { closed: [], now: NOON + 60_000 });

  it.each([-60_000, -50_000, -30_000])('does not lead over a gap that ended before its start (%i ms)', (min) => {
    const { line, extent, bands } = scene(recorded(-1_800_000, -20_000, 0), min, 5_000);
    expect(line.map(({ y }) => y)).toEqual([10, Number.NaN, 20, 30]);
    expect([extent, bands]).toEqual([{ min: 20, max: 30 }, []]);
  });

  it('does not lead over a gap that begins after its end', () => {
    const { line, extent } = scene(recorded(-1_810_000, -1_805_000, 0), -1_830_000, -1_799_500);
    expect(line.map(({ y }) => y)).toEqual([10, 20, Number.NaN, 30]);
    expect(extent).toEqual({ min: 10, max: 20 });
  });

  it('leads to the next price beyond it if all is recorded', () => {
    const { line, extent } = scene(recorded(-40_000, -20_000, 0), -30_000, 5_000);
    expect([line.map(({ y }) => y), extent]).toEqual([[10, 20, 30], { min: 10, max: 30 }]);
  });
});
