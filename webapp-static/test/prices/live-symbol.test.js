// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveSymbol } from '../../js/prices/live-symbol.js';

/** @param {number} seq */
const batch = (seq) => ({ epoch: 1, seq, complete: true, trades: [{ price: seq, time: seq * 10, volume: 1, seq }] });
/** @type {LiveSymbol} */ let live;

beforeEach(() => {
  live = new LiveSymbol('AAPL');
});

describe('LiveSymbol', () => {
  it('is live once the server has answered', () => {
    expect(live.phase).toBe('requested');
    live.onTrades(batch(1));
    expect(live.series.count).toBe(0);
    live.onSubscribed(batch(1));
    live.onTrades(batch(2));
    expect([live.phase, live.series.count]).toEqual(['live', 2]);
  });

  it('formats its prices with the decimals of its older candles too', () => {
    live.onSubscribed(batch(1));
    expect(live.series.decimals).toBe(2);
    live.onCandles({ epoch: 1, seq: 1, interval: 60_000, gaps: [], candles: [{ x: 0, w: 60_000, o: 1, h: 150.1234, l: 1, c: 1, v: 1, n: 2 }] });
    expect(live.series.decimals).toBe(4);
  });

  it.each([['SYMBOL_LIMIT', 'symbol-limit'], ['SYMBOL_REFUSED', 'symbol-refused'], ['CLIENT_LIMIT', 'client-limit'], ['UNKNOWN_SYMBOL', 'unknown']])(
    '%s ends the request', (code, phase) => {
      live.onRefused(code);
      expect(live.phase).toBe(phase);
      live.onSubscribe();
      expect(live.phase).toBe('requested');
    },
  );

  it('resumes after a gap when the provider carries a refused symbol after all', () => {
    live.onSubscribed(batch(1));
    live.onRefused('SYMBOL_REFUSED');
    live.onTrades(batch(2));
    expect([live.phase, live.series.count, live.series.gaps]).toEqual(['live', 2, 1]);
  });

  it('is streamed until another tier is reported, and again with each subscription', () => {
    expect(live.tier.kind).toBe('streamed');
    live.onSubscribed(batch(1));
    live.onTier({ kind: 'waiting', position: 2, why: 'limit' });
    expect([live.tier.position, live.phase]).toEqual([2, 'live']);
    live.onSubscribed(batch(1));
    expect(live.tier).toEqual({ kind: 'streamed' });
    live.onTier({ kind: 'waiting', position: 1, why: 'limit' });
    live.onSubscribe();
    expect(live.tier).toEqual({ kind: 'streamed' });
  });

  it('has a gap from the loss of its slot until it is polled or has one again', () => {
    live.onSubscribed(batch(1), 100);
    live.onTier({ kind: 'waiting', position: 2, why: 'limit' }, 1_000);
    live.onTier({ kind: 'waiting', position: 1, why: 'limit' }, 1_500);
    expect(live.book.gaps).toEqual([{ from: 1_000, to: undefined, cause: 'unrecorded' }]);
    live.onTier({ kind: 'polled', position: 1, every: 5_000, why: 'limit' }, 2_000);
    expect(live.book.gaps).toEqual([{ from: 1_000, to: 2_000, cause: 'unrecorded' }]);
    live.onTrades(batch(2));
    live.onTier({ kind: 'streamed' }, 3_000);
    live.onTrades(batch(3));
    expect([live.series.gaps, live.book.gaps.length]).toEqual([1, 1]);
  });

  it('waits for the feed rather than for a slot while the feed is down', () => {
    live.onSubscribed(batch(1), 100);
    live.onTier({ kind: 'waiting', position: 2, why: 'limit' }, 1_000);
    live.onFeed('down', 2_000);
    live.onFeed('live', 3_000);
    live.onTier({ kind: 'streamed' }, 4_000);
    expect(live.book.gaps).toEqual([
      { from: 1_000, to: 2_000, cause: 'unrecorded' }, { from: 2_000, to: 3_000, cause: 'down' }, { from: 3_000, to: 4_000, cause: 'unrecorded' },
    ]);
  });

  it('takes the quotes of a refused symbol, which stays refused', () => {
    live.onSubscribed(batch(1));
    live.onRefused('SYMBOL_REFUSED');
    live.onTier({ kind: 'polled', every: 15_000, why: 'refused' });
    live.onTrades(batch(2));
    expect([live.phase, live.series.count]).toEqual(['symbol-refused', 2]);
    live.onTier({ kind: 'polled', position: 3, every: 15_000, why: 'limit' });
    expect(live.phase).toBe('live');
  });

  it('keeps its candles when only its role changes', () => {
    live.onSubscribed(batch(1));
    live.onCandles({ epoch: 1, seq: 1, interval: 60_000, gaps: [], candles: [] });
    live.onSubscribed({ ...batch(1), trades: [] });
    expect([live.isBackedUp, live.series.gaps]).toEqual([true, 0]);
    live.onSubscribe();
    live.onSubscribed({ ...batch(1), trades: [] });
    expect(live.isBackedUp).toBe(false);
  });

  it('does not treat a harmless error as a refusal', () => {
    live.onSubscribed(batch(1));
    live.onRefused('TOO_FAST');
    live.onRefused('BAD_MESSAGE');
    expect(live.phase).toBe('live');
  });

  it('does not subscribe to a malformed symbol', () => {
    live = new LiveSymbol('"b"');
    expect([live.phase, live.isWanted]).toEqual(['unknown', false]);
    live = new LiveSymbol('');
    expect([live.phase, live.isWanted]).toEqual(['none', false]);
  });

  it('breaks the line while the feed is down, but not at what a resume brings', () => {
    live.onSubscribed(batch(1));
    live.onSubscribe();
    live.onFeed('down');
    live.onSubscribed(batch(2));
    expect(live.series.gaps).toBe(0);
    live.onFeed('live');
    live.onTrades(batch(3));
    expect(live.series.gaps).toBe(1);
  });
});
