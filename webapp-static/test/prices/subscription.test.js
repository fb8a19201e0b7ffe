// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMIT_PAUSE, Subscription, TOO_FAST_PAUSE } from '../../js/prices/subscription.js';
import { ManualClock } from '../manual-clock.js';

/** @type {string[]} */ let sent;
/** @type {ManualClock} */ let clock;
/** @type {{ epoch: number, seq: number } | undefined} */ let cursor;
/** @type {number[]} */ let limits;
/** @type {Subscription} */ let subscription;
/** @type {string[]} */ let asked;
/** Roles other than the default. @type {Record<string, import('../../js/prices/protocol.js').Role>} */ let roles;

const BATCH = { epoch: 1, seq: 0, trades: [] };
/** @param {string} symbol */
const subscribed = (symbol) => subscription.onMessage({ kind: 'subscribed', symbol, batch: BATCH });
/** @param {string} code @param {string} [symbol] */
const refused = (code, symbol) => subscription.onMessage({ kind: 'refused', code, text: '', symbol });
/** What was sent since the last look, in short. */
const look = () => sent.splice(0).map((text) => {
  const { type, symbol, role, after } = JSON.parse(text);
  const words = role === undefined || role === 'chart' ? '' : ` ${role}`;
  return `${type === 'subscribe' ? '+' : '-'}${symbol}${after ? `@${after.epoch}/${after.seq}` : ''}${words}`;
});

beforeEach(() => {
  sent = [];
  asked = [];
  roles = {};
  limits = [];
  cursor = undefined;
  clock = new ManualClock();
  subscription = new Subscription({
    send: (text) => sent.push(text),
    clock,
    roleOf: (symbol) => roles[symbol] ?? 'chart',
    askOf: (symbol) => ({ role: roles[symbol], after: cursor }),
    onAsking: (symbol) => asked.push(symbol),
    onLimit: (places) => limits.push(places),
  });
});

describe('Subscription', () => {
  it('asks when the connection opens, and goes on from its cursor after a lost one', () => {
    subscription.want(['AAPL']);
    expect(look()).toEqual([]);
    subscription.onConnection(true);
    expect(look()).toEqual(['+AAPL']);
    subscription.onConnection(false);
    cursor = { epoch: 4, seq: 17 };
    subscription.onConnection(true);
    expect(look()).toEqual(['+AAPL@4/17']);
    expect(asked).toEqual(['AAPL', 'AAPL']);
  });

  it('does not ask again for what the page has asked for while it was loading', () => {
    subscription.want(['AAPL', 'MSFT']);
    subscription.onConnection(true, 'AAPL');
    expect(look()).toEqual(['+MSFT']);
    subscribed('AAPL');
    subscription.want(['MSFT']);
    expect(look()).toEqual(['-AAPL']);
    subscription.onConnection(false);
    subscription.onConnection(true);
    expect(look()).toEqual(['+MSFT']);
  });

  it('unsubscribes what was subscribed while loading if it is not wanted', () => {
    subscription.onConnection(true, 'AAPL');
    expect(look()).toEqual(['-AAPL']);
  });

  it('gives the first symbol back before it takes the next', () => {
    subscription.onConnection(true);
    subscription.want(['AAPL']);
    subscribed('AAPL');
    subscription.want(['MSFT']);
    expect(look()).toEqual(['+AAPL', '-AAPL', '+MSFT']);
  });

  it('does not give a symbol back twice, and takes it again when wanted again', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    subscription.want(['B']);
    subscription.want(['C']);
    subscription.want(['A']);
    expect(look()).toEqual(['+A', '-A', '+B', '-B', '+C', '-C', '+A']);
    subscription.onMessage({ kind: 'unsubscribed', symbol: 'A' });
    subscribed('A');
    subscription.want(['B']);
    expect(look()).toEqual(['-A', '+B']);
  });

  it('repeats a second later what came too fast, both ways', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    subscribed('A');
    subscription.want(['B']);
    look();
    refused('TOO_FAST', 'A');
    refused('TOO_FAST', 'B');
    expect(look()).toEqual([]);
    clock.advance(TOO_FAST_PAUSE);
    expect(look()).toEqual(['-A', '+B']);
  });

  it('repeats everything unanswered when the server names no symbol', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    look();
    refused('TOO_FAST');
    clock.advance(TOO_FAST_PAUSE);
    expect(look()).toEqual(['+A']);
  });

  it('tries again by itself when all slots were taken, and at once on request', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    look();
    refused('SYMBOL_LIMIT', 'A');
    clock.advance(LIMIT_PAUSE);
    expect(look()).toEqual(['+A']);
    refused('CLIENT_LIMIT', 'A');
    subscription.retry('A');
    expect(look()).toEqual(['+A']);
    clock.advance(LIMIT_PAUSE);
    expect(look()).toEqual([]);
  });

  it('does not give back what it was refused', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    refused('SYMBOL_LIMIT', 'A');
    subscription.want(['B']);
    expect(look()).toEqual(['+A', '+B']);
    expect(clock.pending).toBe(0);
  });

  it('wants nothing when there is no symbol', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    subscription.want([]);
    expect(look()).toEqual(['+A', '-A']);
  });

  it('asks for each with its own cursor and extra fields', () => {
    subscription = new Subscription({
      send: (text) => sent.push(text), clock, onAsking: () => {}, onLimit: () => {}, roleOf: () => 'chart',
      askOf: (symbol) => (symbol === 'A' ? { after: { epoch: 1, seq: 2 }, candles: [{ interval: 1_000 }] } : {}),
    });
    subscription.want(['A', 'B']);
    subscription.onConnection(true);
    expect(sent.map((text) => JSON.parse(text))).toEqual([
      { type: 'subscribe', symbol: 'A', after: { epoch: 1, seq: 2 }, candles: [{ interval: 1_000 }] },
      { type: 'subscribe', symbol: 'B' },
    ]);
  });
});

describe('Subscription of several symbols', () => {
  beforeEach(() => subscription.onConnection(true));

  /** @param {...string} symbols */
  const hold = (...symbols) => {
    subscription.want(symbols);
    symbols.forEach(subscribed);
    look();
  };

  it('sends the difference only, giving back before it takes', () => {
    hold('A', 'B', 'C');
    subscription.want(['D', 'C', 'A']);
    expect(look()).toEqual(['-B', '+D']);
    subscription.want(['A', 'D', 'C']);
    expect(look()).toEqual([]);
  });

  it('takes all again, the main one first, when a new connection opens', () => {
    hold('A', 'B', 'C');
    subscription.onConnection(false);
    subscription.want(['B', 'A', 'C']);
    subscription.onConnection(true);
    expect(look()).toEqual(['+B', '+A', '+C']);
  });

  it('lets the others live while one has no place, and tries that one again by itself', () => {
    hold('A', 'B');
    subscription.want(['A', 'B', 'C']);
    refused('SYMBOL_LIMIT', 'C');
    clock.advance(LIMIT_PAUSE - 1);
    subscription.want(['B', 'A', 'C']);
    expect(look()).toEqual(['+C']);
    clock.advance(1);
    expect(look()).toEqual(['+C']);
  });

  it('gives a place to spare to one that waits for it, not to more', () => {
    hold('A', 'B', 'C');
    ['B', 'C'].forEach((symbol) => refused('SYMBOL_LIMIT', symbol));
    subscription.want(['D', 'B', 'C']);
    expect(look()).toEqual(['-A', '+D']);
    subscribed('D');
    subscription.want(['B', 'C']);
    expect(look()).toEqual(['-D', '+B']);
  });

  it('reports the limit, and the most important symbols come first then', () => {
    hold('A', 'B');
    subscription.want(['C', 'A', 'B']);
    refused('CLIENT_LIMIT', 'C');
    expect([look(), limits]).toEqual([['+C'], [2]]);
    subscription.want(['C', 'A']);
    expect(look()).toEqual(['-B', '+C']);
  });

  it('does not insist on a limit of nothing', () => {
    subscription.want(['A']);
    refused('CLIENT_LIMIT', 'A');
    subscription.want(['A']);
    expect([look(), limits]).toEqual([['+A'], [1]]);
  });

  it('sends nothing while it is too fast, and then what is left of it', () => {
    hold('A', 'B', 'C');
    subscription.want(['D', 'B', 'C']);
    look();
    refused('TOO_FAST', 'D');
    subscription.want(['E', 'B', 'C']);
    subscription.want(['F', 'B']);
    expect(look()).toEqual([]);
    clock.advance(TOO_FAST_PAUSE);
    expect(look()).toEqual(['-C', '+F']);
  });

  it('asks again for one only, also if it is held, but for none that is not wanted', () => {
    hold('A', 'B');
    subscription.retry('B');
    subscription.retry('C');
    expect(look()).toEqual(['+B']);
  });

  it('sends a changed role once, with the cursor and without starting over', () => {
    roles = { B: 'row' };
    subscription.want(['A', 'B']);
    expect(look()).toEqual(['+A', '+B row']);
    ['A', 'B'].forEach(subscribed);
    asked = [];
    cursor = { epoch: 4, seq: 17 };
    roles = { A: 'row' };
    subscription.want(['B', 'A']);
    subscription.want(['B', 'A']);
    expect([look(), asked]).toEqual([['+B@4/17', '+A@4/17 row'], []]);
    ['B', 'A'].forEach(subscribed);
    subscription.want(['B', 'A']);
    expect(look()).toEqual([]);
  });

  it('sends a role that changes before the answer, and one that came too fast', () => {
    subscription.want(['A']);
    roles = { A: 'row' };
    subscription.want(['A']);
    expect(look()).toEqual(['+A', '+A row']);
    subscribed('A');
    roles = { A: 'hidden' };
    subscription.want(['A']);
    refused('TOO_FAST', 'A');
    roles = {};
    subscription.want(['A']);
    expect(look()).toEqual(['+A hidden']);
    clock.advance(TOO_FAST_PAUSE);
    expect(look()).toEqual(['+A']);
  });

  it('leaves one that is unsubscribed or backs off alone until it is asked for again, with its role', () => {
    hold('A', 'B', 'C');
    subscription.want(['A', 'B']);
    refused('SYMBOL_LIMIT', 'B');
    look();
    roles = { A: 'hidden', B: 'hidden', C: 'hidden' };
    subscription.want(['A', 'B']);
    expect(look()).toEqual(['+A hidden']);
    clock.advance(LIMIT_PAUSE);
    subscription.want(['A', 'B', 'C']);
    expect(look()).toEqual(['+B hidden', '+C hidden']);
  });

  it('has all roles sent again over a new connection', () => {
    roles = { A: 'hidden', B: 'hidden' };
    hold('A', 'B');
    subscription.onConnection(false);
    subscription.onConnection(true);
    expect(look()).toEqual(['+A hidden', '+B hidden']);
  });

  it('takes what was asked for while the page was loading for a chart', () => {
    subscription.onConnection(false);
    roles = { A: 'row' };
    subscription.want(['B', 'A']);
    subscription.onConnection(true, 'A');
    expect(look()).toEqual(['+A row', '+B']);
  });

  it('a symbol that was given up by the feed waits like one that was refused', () => {
    hold('A', 'B');
    refused('SYMBOL_LIMIT', 'B');
    expect(look()).toEqual([]);
    clock.advance(LIMIT_PAUSE);
    expect(look()).toEqual(['+B']);
  });
});
