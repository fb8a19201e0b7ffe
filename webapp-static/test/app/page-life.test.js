// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HIDDEN_AFTER, followVisibility } from '../../js/app/page-life.js';
import { PageState } from '../../js/app/page-state.js';
import { Subscription } from '../../js/prices/subscription.js';
import { ManualClock } from '../manual-clock.js';

/** @type {ManualClock} */ let clock;
/** @type {Document} */ let page;
/** @type {string[]} */ let sent;
/** @type {PageState} */ let state;
/** @type {Subscription} */ let subscription;
let isHidden = false;

/** @param {boolean} hidden */
const show = (hidden) => {
  isHidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
};
/** The commands sent since the last call. */
const look = () => sent.splice(0).map((text) => {
  const { symbol, role, after, candles } = JSON.parse(text);
  return `${symbol} ${role}${after ? ` after ${after.seq}` : ''}${candles ? '' : ' without candles'}`;
});
/** @param {string} symbol */
const answer = (symbol) => {
  /** @type {import('../../js/prices/protocol.js').Message} */
  const message = { kind: 'subscribed', symbol, batch: { epoch: 1, seq: 7, complete: true, trades: [] } };
  state.onMessage(message);
  subscription.onMessage(message);
};

beforeEach(() => {
  clock = new ManualClock();
  sent = [];
  isHidden = false;
  page = document.implementation.createHTMLDocument();
  Object.defineProperty(page, 'hidden', { configurable: true, get: () => isHidden });
  state = new PageState(() => clock.now);
  subscription = new Subscription({
    send: (text) => sent.push(text), clock,
    roleOf: (symbol) => state.roleOf(symbol),
    optionsOf: (symbol) => state.optionsOf(symbol),
    onSubscribe: (symbol) => state.symbols.get(symbol)?.onSubscribe(clock.now),
    onLimit: () => {},
  });
  state.watchlist.add('MSFT');
  state.choose('AAPL');
  subscription.want(state.wanted);
});

/** Follows the page as main.js does. */
const follow = () => followVisibility(page, clock, (hidden) => { state.isHidden = hidden; subscription.want(state.wanted); });
const connect = () => {
  state.onConnection('open');
  subscription.onConnection(true);
  sent.splice(0);
  state.wanted.forEach(answer);
};

describe('a page that is hidden', () => {
  afterEach(() => expect(clock.pending).toBe(0));

  it('reports it after five minutes, and resumes at once when it is shown', () => {
    follow();
    connect();
    show(true);
    clock.advance(HIDDEN_AFTER - 1);
    expect(look()).toEqual([]);
    clock.advance(1);
    expect(look()).toEqual(['AAPL hidden after 7 without candles', 'MSFT hidden after 7 without candles']);
    clock.advance(HIDDEN_AFTER);
    expect(look()).toEqual([]);
    state.wanted.forEach(answer);
    show(false);
    expect(look()).toEqual(['AAPL chart after 7', 'MSFT row after 7']);
  });

  it('reports nothing if it is shown again before', () => {
    follow();
    connect();
    for (let i = 0; i < 3; i += 1) {
      show(true);
      clock.advance(HIDDEN_AFTER - 1);
      show(false);
      clock.advance(1);
    }
    expect(look()).toEqual([]);
  });

  it('counts from page load if it was opened in the background', () => {
    isHidden = true;
    follow();
    connect();
    clock.advance(HIDDEN_AFTER);
    expect(look().length).toBe(2);
    show(false);
    expect(look()).toEqual(['AAPL chart after 7', 'MSFT row after 7']);
  });

  it('is still hidden after a reconnect, and subscribes with its own roles when it reconnects after it was shown', () => {
    follow();
    connect();
    show(true);
    clock.advance(HIDDEN_AFTER);
    look();
    subscription.onConnection(false);
    subscription.onConnection(true);
    expect(look()).toEqual(['AAPL hidden after 7 without candles', 'MSFT hidden after 7 without candles']);
    subscription.onConnection(false);
    show(false);
    expect(look()).toEqual([]);
    subscription.onConnection(true);
    expect(look()).toEqual(['AAPL chart after 7', 'MSFT row after 7']);
  });
});

describe('a symbol that moves between the chart and a row', () => {
  it('changes its role with one command, and keeps its prices', () => {
    state.watchlist.add('AAPL');
    follow();
    connect();
    state.choose('MSFT');
    subscription.want(state.wanted);
    expect(look()).toEqual(['MSFT chart after 7', 'AAPL row after 7']);
    expect([...state.symbols.values()].map(({ phase }) => phase)).toEqual(['live', 'live']);
  });
});
