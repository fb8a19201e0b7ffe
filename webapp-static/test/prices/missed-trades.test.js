// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { MISSED_PAUSE, MissedTrades } from '../../js/prices/price-feed.js';
import { ManualClock } from '../manual-clock.js';

/** @type {string[]} */ let requested;
/** @type {ManualClock} */ let clock;
/** @type {MissedTrades} */ let missed;
/** @param {string} symbol @param {number} count */
const trades = (symbol, count) => missed.onMessage({ kind: 'trades', symbol, batch: { epoch: 1, seq: 9, trades: [], missed: count } });

beforeEach(() => {
  requested = [];
  clock = new ManualClock();
  missed = new MissedTrades(clock, (symbol) => requested.push(symbol));
});

describe('MissedTrades', () => {
  it('requests omitted trades once per burst', () => {
    trades('AAPL', 7);
    trades('AAPL', 9);
    trades('MSFT', 1);
    clock.advance(MISSED_PAUSE - 1);
    expect(requested).toEqual([]);
    clock.advance(1);
    expect(requested).toEqual(['AAPL', 'MSFT']);
    trades('AAPL', 3);
    clock.advance(MISSED_PAUSE);
    expect(requested).toEqual(['AAPL', 'MSFT', 'AAPL']);
  });

  it('requests nothing after complete batches', () => {
    trades('AAPL', 0);
    missed.onMessage({ kind: 'unsubscribed', symbol: 'AAPL' });
    clock.advance(MISSED_PAUSE);
    expect(requested).toEqual([]);
  });
});
