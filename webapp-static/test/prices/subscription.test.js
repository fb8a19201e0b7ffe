// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMIT_PAUSE, Subscription, TOO_FAST_PAUSE } from '../../js/prices/subscription.js';
import { ManualClock } from '../manual-clock.js';

/** @type {string[]} */ let sent;
/** @type {ManualClock} */ let clock;
/** @type {{ epoch: number, seq: number } | undefined} */ let cursor;
/** @type {number[]} */ let limits;
/** @type {Subscription} */ let subscription;
/** @type {string[]} */ let started;
/** Roles other than the default. @type {Record<string, import('../../js/prices/protocol.js').Role>} */ let roles;

const BATCH = { epoch: 1, seq: 0, trades: [] };
/** @param {string} symbol */
const subscribed = (symbol) => subscription.onMessage({ kind: 'subscribed', symbol, batch: BATCH });
/** @param {string} code @param {string} [symbol] */
const refused = (code, symbol) => subscription.onMessage({ kind: 'refused', code, text: '', symbol });
/** The commands sent since the last call, abbreviated. */
const takeSent = () => sent.splice(0).map((text) => {
  const { type, symbol, role, after } = JSON.parse(text);
  const words = role === undefined || role === 'chart' ? '' : ` ${role}`;
  return `${type === 'subscribe' ? '+' : '-'}${symbol}${after ? `@${after.epoch}/${after.seq}` : ''}${words}`;
});

beforeEach(() => {
  sent = [];
  started = [];
  roles = {};
  limits = [];
  cursor = undefined;
  clock = new ManualClock();
  subscription = new Subscription({
    send: (text) => sent.push(text),
    clock,
    roleOf: (symbol) => roles[symbol] ?? 'chart',
    optionsOf: (symbol) => ({ role: roles[symbol], after: cursor }),
    onSubscribe: (symbol) => started.push(symbol),
    onLimit: (places) => limits.push(places),
  });
});

describe('Subscription', () => {
  it('subscribes when the connection opens, and resumes from its cursor after a lost one', () => {
    subscription.want(['AAPL']);
    expect(takeSent()).toEqual([]);
    subscription.onConnection(true);
    expect(takeSent()).toEqual(['+AAPL']);
    subscription.onConnection(false);
    cursor = { epoch: 4, seq: 17 };
    subscription.onConnection(true);
    expect(takeSent()).toEqual(['+AAPL@4/17']);
    expect(started).toEqual(['AAPL', 'AAPL']);
  });

  it('does not repeat the subscription made while the page was loading', () => {
    subscription.want(['AAPL', 'MSFT']);
    subscription.onConnection(true, 'AAPL');
    expect(takeSent()).toEqual(['+MSFT']);
    subscribed('AAPL');
    subscription.want(['MSFT']);
    expect(takeSent()).toEqual(['-AAPL']);
    subscription.onConnection(false);
    subscription.onConnection(true);
    expect(takeSent()).toEqual(['+MSFT']);
  });

  it('unsubscribes what was subscribed while loading if it is not wanted', () => {
    subscription.onConnection(true, 'AAPL');
    expect(takeSent()).toEqual(['-AAPL']);
  });

  it('unsubscribes the first symbol before it subscribes to the next', () => {
    subscription.onConnection(true);
    subscription.want(['AAPL']);
    subscribed('AAPL');
    subscription.want(['MSFT']);
    expect(takeSent()).toEqual(['+AAPL', '-AAPL', '+MSFT']);
  });

  it('does not unsubscribe twice, and subscribes again when wanted again', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    subscription.want(['B']);
    subscription.want(['C']);
    subscription.want(['A']);
    expect(takeSent()).toEqual(['+A', '-A', '+B', '-B', '+C', '-C', '+A']);
    subscription.onMessage({ kind: 'unsubscribed', symbol: 'A' });
    subscribed('A');
    subscription.want(['B']);
    expect(takeSent()).toEqual(['-A', '+B']);
  });

  it('repeats commands that were too fast a second later, of both kinds', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    subscribed('A');
    subscription.want(['B']);
    takeSent();
    refused('TOO_FAST', 'A');
    refused('TOO_FAST', 'B');
    expect(takeSent()).toEqual([]);
    clock.advance(TOO_FAST_PAUSE);
    expect(takeSent()).toEqual(['-A', '+B']);
  });

  it('repeats everything unanswered when the server names no symbol', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    takeSent();
    refused('TOO_FAST');
    clock.advance(TOO_FAST_PAUSE);
    expect(takeSent()).toEqual(['+A']);
  });

  it('retries by itself when all slots were taken, and at once on request', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    takeSent();
    refused('SYMBOL_LIMIT', 'A');
    clock.advance(LIMIT_PAUSE);
    expect(takeSent()).toEqual(['+A']);
    refused('CLIENT_LIMIT', 'A');
    subscription.retry('A');
    expect(takeSent()).toEqual(['+A']);
    clock.advance(LIMIT_PAUSE);
    expect(takeSent()).toEqual([]);
  });

  it('does not unsubscribe a refused symbol', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    refused('SYMBOL_LIMIT', 'A');
    subscription.want(['B']);
    expect(takeSent()).toEqual(['+A', '+B']);
    expect(clock.pending).toBe(0);
  });

  it('sends nothing when there is no symbol', () => {
    subscription.onConnection(true);
    subscription.want(['A']);
    subscription.want([]);
    expect(takeSent()).toEqual(['+A', '-A']);
  });

  it('subscribes to each with its own cursor and extra fields', () => {
    subscription = new Subscription({
      send: (text) => sent.push(text), clock, onSubscribe: () => {}, onLimit: () => {}, roleOf: () => 'chart',
      optionsOf: (symbol) => (symbol === 'A' ? { after: { epoch: 1, seq: 2 }, candles: [{ interval: 1_000 }] } : {}),
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
    takeSent();
  };

  it('sends the difference only, unsubscribing first', () => {
    hold('A', 'B', 'C');
    subscription.want(['D', 'C', 'A']);
    expect(takeSent()).toEqual(['-B', '+D']);
    subscription.want(['A', 'D', 'C']);
    expect(takeSent()).toEqual([]);
  });

  it('subscribes to all again, the main one first, when a new connection opens', () => {
    hold('A', 'B', 'C');
    subscription.onConnection(false);
    subscription.want(['B', 'A', 'C']);
    subscription.onConnection(true);
    expect(takeSent()).toEqual(['+B', '+A', '+C']);
  });

  it('keeps the others while one has no slot, and retries that one by itself', () => {
    hold('A', 'B');
    subscription.want(['A', 'B', 'C']);
    refused('SYMBOL_LIMIT', 'C');
    clock.advance(LIMIT_PAUSE - 1);
    subscription.want(['B', 'A', 'C']);
    expect(takeSent()).toEqual(['+C']);
    clock.advance(1);
    expect(takeSent()).toEqual(['+C']);
  });

  it('gives a free slot to one symbol that backs off, not to more', () => {
    hold('A', 'B', 'C');
    ['B', 'C'].forEach((symbol) => refused('SYMBOL_LIMIT', symbol));
    subscription.want(['D', 'B', 'C']);
    expect(takeSent()).toEqual(['-A', '+D']);
    subscribed('D');
    subscription.want(['B', 'C']);
    expect(takeSent()).toEqual(['-D', '+B']);
  });

  it('reports the limit, and then subscribes to the most important symbols first', () => {
    hold('A', 'B');
    subscription.want(['C', 'A', 'B']);
    refused('CLIENT_LIMIT', 'C');
    expect([takeSent(), limits]).toEqual([['+C'], [2]]);
    subscription.want(['C', 'A']);
    expect(takeSent()).toEqual(['-B', '+C']);
  });

  it('does not accept a limit of zero', () => {
    subscription.want(['A']);
    refused('CLIENT_LIMIT', 'A');
    subscription.want(['A']);
    expect([takeSent(), limits]).toEqual([['+A'], [1]]);
  });

  it('sends nothing while it is too fast, and then the remaining difference', () => {
    hold('A', 'B', 'C');
    subscription.want(['D', 'B', 'C']);
    takeSent();
    refused('TOO_FAST', 'D');
    subscription.want(['E', 'B', 'C']);
    subscription.want(['F', 'B']);
    expect(takeSent()).toEqual([]);
    clock.advance(TOO_FAST_PAUSE);
    expect(takeSent()).toEqual(['-C', '+F']);
  });

  it('subscribes to one again, also if it is held, but not to an unwanted one', () => {
    hold('A', 'B');
    subscription.retry('B');
    subscription.retry('C');
    expect(takeSent()).toEqual(['+B']);
  });

  it('sends a changed role once, with the cursor and without starting over', () => {
    roles = { B: 'row' };
    subscription.want(['A', 'B']);
    expect(takeSent()).toEqual(['+A', '+B row']);
    ['A', 'B'].forEach(subscribed);
    started = [];
    cursor = { epoch: 4, seq: 17 };
    roles = { A: 'row' };
    subscription.want(['B', 'A']);
    subscription.want(['B', 'A']);
    expect([takeSent(), started]).toEqual([['+B@4/17', '+A@4/17 row'], []]);
    ['B', 'A'].forEach(subscribed);
    subscription.want(['B', 'A']);
    expect(takeSent()).toEqual([]);
  });

  it('sends a role that changes before the answer, and one that came too fast', () => {
    subscription.want(['A']);
    roles = { A: 'row' };
    subscription.want(['A']);
    expect(takeSent()).toEqual(['+A', '+A row']);
    subscribed('A');
    roles = { A: 'hidden' };
    subscription.want(['A']);
    refused('TOO_FAST', 'A');
    roles = {};
    subscription.want(['A']);
    expect(takeSent()).toEqual(['+A hidden']);
    clock.advance(TOO_FAST_PAUSE);
    expect(takeSent()).toEqual(['+A']);
  });

  it('sends no role of a symbol that is unsubscribed or backs off until it is subscribed again', () => {
    hold('A', 'B', 'C');
    subscription.want(['A', 'B']);
    refused('SYMBOL_LIMIT', 'B');
    takeSent();
    roles = { A: 'hidden', B: 'hidden', C: 'hidden' };
    subscription.want(['A', 'B']);
    expect(takeSent()).toEqual(['+A hidden']);
    clock.advance(LIMIT_PAUSE);
    subscription.want(['A', 'B', 'C']);
    expect(takeSent()).toEqual(['+B hidden', '+C hidden']);
  });

  it('sends all roles again over a new connection', () => {
    roles = { A: 'hidden', B: 'hidden' };
    hold('A', 'B');
    subscription.onConnection(false);
    subscription.onConnection(true);
    expect(takeSent()).toEqual(['+A hidden', '+B hidden']);
  });

  it('assumes the role of a chart for the subscription made while loading', () => {
    subscription.onConnection(false);
    roles = { A: 'row' };
    subscription.want(['B', 'A']);
    subscription.onConnection(true, 'A');
    expect(takeSent()).toEqual(['+A row', '+B']);
  });

  it('backs off a symbol dropped by the feed like a refused one', () => {
    hold('A', 'B');
    refused('SYMBOL_LIMIT', 'B');
    expect(takeSent()).toEqual([]);
    clock.advance(LIMIT_PAUSE);
    expect(takeSent()).toEqual(['+B']);
  });
});
