// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMIT_PAUSE, Subscription, TOO_FAST_PAUSE } from '../js/wire/subscription.js';
import { ManualClock } from './manual-clock.js';

/** @type {string[]} */ let sent;
/** @type {ManualClock} */ let clock;
/** @type {{ epoch: number, seq: number } | undefined} */ let cursor;
/** @type {Subscription} */ let subscription;
let asked = 0;

const BATCH = { epoch: 1, seq: 0, trades: [] };
/** @param {string} symbol */
const subscribed = (symbol) => subscription.onMessage({ kind: 'subscribed', symbol, batch: BATCH });
/** @param {string} code @param {string} [symbol] */
const refused = (code, symbol) => subscription.onMessage({ kind: 'refused', code, text: '', symbol });
/** What was sent since the last look, in short. */
const look = () => sent.splice(0).map((text) => {
  const { type, symbol, after } = JSON.parse(text);
  return `${type === 'subscribe' ? '+' : '-'}${symbol}${after ? `@${after.epoch}/${after.seq}` : ''}`;
});

beforeEach(() => {
  sent = [];
  asked = 0;
  cursor = undefined;
  clock = new ManualClock();
  subscription = new Subscription({ send: (text) => sent.push(text), clock, cursorOf: () => cursor, onAsking: () => { asked += 1; } });
});

describe('Subscription', () => {
  it('asks when the connection opens, and goes on from its cursor after a lost one', () => {
    subscription.want('AAPL');
    expect(look()).toEqual([]);
    subscription.onConnection(true);
    expect(look()).toEqual(['+AAPL']);
    subscription.onConnection(false);
    cursor = { epoch: 4, seq: 17 };
    subscription.onConnection(true);
    expect(look()).toEqual(['+AAPL@4/17']);
    expect(asked).toBe(2);
  });

  it('gives the first symbol back before it takes the next', () => {
    subscription.onConnection(true);
    subscription.want('AAPL');
    subscribed('AAPL');
    subscription.want('MSFT');
    expect(look()).toEqual(['+AAPL', '-AAPL', '+MSFT']);
  });

  it('does not give a symbol back twice, and takes it again when wanted again', () => {
    subscription.onConnection(true);
    subscription.want('A');
    subscription.want('B');
    subscription.want('C');
    subscription.want('A');
    expect(look()).toEqual(['+A', '-A', '+B', '-B', '+C', '-C', '+A']);
    subscription.onMessage({ kind: 'unsubscribed', symbol: 'A' });
    subscribed('A');
    subscription.want('B');
    expect(look()).toEqual(['-A', '+B']);
  });

  it('repeats a second later what came too fast, both ways', () => {
    subscription.onConnection(true);
    subscription.want('A');
    subscribed('A');
    subscription.want('B');
    look();
    refused('TOO_FAST', 'A');
    refused('TOO_FAST', 'B');
    expect(look()).toEqual([]);
    clock.advance(TOO_FAST_PAUSE);
    expect(look()).toEqual(['-A', '+B']);
  });

  it('repeats everything unanswered when the server names no symbol', () => {
    subscription.onConnection(true);
    subscription.want('A');
    look();
    refused('TOO_FAST');
    clock.advance(TOO_FAST_PAUSE);
    expect(look()).toEqual(['+A']);
  });

  it('tries again by itself when all places were taken, and at once when told', () => {
    subscription.onConnection(true);
    subscription.want('A');
    look();
    refused('SYMBOL_LIMIT', 'A');
    clock.advance(LIMIT_PAUSE);
    expect(look()).toEqual(['+A']);
    refused('CLIENT_LIMIT', 'A');
    subscription.retry();
    expect(look()).toEqual(['+A']);
    clock.advance(LIMIT_PAUSE);
    expect(look()).toEqual([]);
  });

  it('does not give back what it was refused', () => {
    subscription.onConnection(true);
    subscription.want('A');
    refused('SYMBOL_LIMIT', 'A');
    subscription.want('B');
    expect(look()).toEqual(['+A', '+B']);
    expect(clock.pending).toBe(0);
  });

  it('wants nothing when there is no symbol', () => {
    subscription.onConnection(true);
    subscription.want('A');
    subscription.want('');
    expect(look()).toEqual(['+A', '-A']);
  });
});
