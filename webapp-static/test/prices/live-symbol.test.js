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
    expect(live.phase).toBe('asking');
    live.onTrades(batch(1));
    expect(live.series.count).toBe(0);
    live.onSubscribed(batch(1));
    live.onTrades(batch(2));
    expect([live.phase, live.series.count]).toEqual(['live', 2]);
  });

  it('writes its prices with the decimals of its older candles too', () => {
    live.onSubscribed(batch(1));
    expect(live.series.decimals).toBe(2);
    live.onCandles({ epoch: 1, seq: 1, interval: 60_000, gaps: [], candles: [{ x: 0, w: 60_000, o: 1, h: 150.1234, l: 1, c: 1, v: 1, n: 2 }] });
    expect(live.series.decimals).toBe(4);
  });

  it.each([['SYMBOL_LIMIT', 'symbol-limit'], ['SYMBOL_REFUSED', 'symbol-refused'], ['CLIENT_LIMIT', 'client-limit'], ['UNKNOWN_SYMBOL', 'unknown']])(
    '%s ends the asking', (code, phase) => {
      live.onRefused(code);
      expect(live.phase).toBe(phase);
      live.onAsking();
      expect(live.phase).toBe('asking');
    },
  );

  it('goes on by itself when the provider carries a refused symbol after all, behind a gap', () => {
    live.onSubscribed(batch(1));
    live.onRefused('SYMBOL_REFUSED');
    live.onTrades(batch(2));
    expect([live.phase, live.series.count, live.series.gaps]).toEqual(['live', 2, 1]);
  });

  it('does not take a harmless error for a refusal', () => {
    live.onSubscribed(batch(1));
    live.onRefused('TOO_FAST');
    live.onRefused('BAD_MESSAGE');
    expect(live.phase).toBe('live');
  });

  it('does not ask the server for what cannot be a symbol', () => {
    live = new LiveSymbol('"b"');
    expect([live.phase, live.isWanted]).toEqual(['unknown', false]);
    live = new LiveSymbol('');
    expect([live.phase, live.isWanted]).toEqual(['none', false]);
  });

  it('breaks the line while the feed is down, but not at what a resume brings', () => {
    live.onSubscribed(batch(1));
    live.onAsking();
    live.onFeed('down');
    live.onSubscribed(batch(2));
    expect(live.series.gaps).toBe(0);
    live.onFeed('live');
    live.onTrades(batch(3));
    expect(live.series.gaps).toBe(1);
  });
});
