// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveSymbol } from '../js/model/live-symbol.js';

/** @param {number} seq */
const batch = (seq) => ({ epoch: 1, seq, complete: true, trades: [{ price: seq, time: seq * 10, volume: 1, seq }] });
/** @type {LiveSymbol} */ let live;

beforeEach(() => {
  live = new LiveSymbol();
  live.choose('AAPL');
});

describe('LiveSymbol', () => {
  it('is live once the server has answered', () => {
    expect(live.phase).toBe('asking');
    live.onTrades('AAPL', batch(1));
    expect(live.series.count).toBe(0);
    live.onSubscribed('AAPL', batch(1));
    live.onTrades('AAPL', batch(2));
    expect([live.phase, live.series.count]).toEqual(['live', 2]);
  });

  it('ignores answers and trades for a symbol left behind', () => {
    live.onSubscribed('AAPL', batch(1));
    live.choose('MSFT');
    live.onSubscribed('AAPL', batch(2));
    live.onTrades('AAPL', batch(3));
    live.onRefused('AAPL', 'SYMBOL_LIMIT');
    expect([live.phase, live.series.count]).toEqual(['asking', 0]);
  });

  it.each([['SYMBOL_LIMIT', 'symbol-limit'], ['CLIENT_LIMIT', 'client-limit'], ['UNKNOWN_SYMBOL', 'unknown']])(
    '%s ends the asking', (code, phase) => {
      live.onRefused('AAPL', code);
      expect(live.phase).toBe(phase);
      live.onAsking();
      expect(live.phase).toBe('asking');
    },
  );

  it('does not take an unnamed or harmless error for its own', () => {
    live.onSubscribed('AAPL', batch(1));
    live.onRefused(undefined, 'UNKNOWN_SYMBOL');
    live.onRefused('AAPL', 'TOO_FAST');
    live.onRefused('AAPL', 'BAD_MESSAGE');
    expect(live.phase).toBe('live');
  });

  it('does not ask the server for what cannot be a symbol', () => {
    live.choose('<b>');
    expect([live.phase, live.isWanted]).toEqual(['unknown', false]);
    live.choose('');
    expect([live.phase, live.isWanted]).toEqual(['none', false]);
  });

  it('breaks the line while the feed is down, but not at what a resume brings', () => {
    live.onSubscribed('AAPL', batch(1));
    live.onAsking();
    live.onFeed('down');
    live.onSubscribed('AAPL', batch(2));
    expect(live.series.gaps).toBe(0);
    live.onFeed('live');
    live.onTrades('AAPL', batch(3));
    expect(live.series.gaps).toBe(1);
  });
});
