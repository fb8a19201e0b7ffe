// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { PageState } from '../../js/app/page-state.js';
import { listWords, noticeWords } from '../../js/status/notice-words.js';
import { noneWords } from '../../js/search/search-results.js';
import { sourceWords, statusWords } from '../../js/status/status-words.js';

/** @type {PageState} */ let state;
beforeEach(() => { state = new PageState(); });

/** @param {string} symbol */
const watch = (symbol) => {
  state.onConnection('open');
  state.choose(symbol);
  state.live.onSubscribed({ epoch: 1, seq: 0, complete: true, trades: [] });
};
const title = () => noticeWords(state)?.title;

describe('statusWords', () => {
  it('follows the connection', () => {
    expect(statusWords(state).text).toBe('Connecting…');
    state.onConnection('open');
    expect(statusWords(state).text).toBe('Connecting…');
    state.onStatus({ feed: 'live', simulated: false });
    expect(statusWords(state)).toEqual({ text: 'Live', tone: 'live' });
    state.onConnection('waiting');
    expect(statusWords(state).text).toBe('Reconnecting…');
    state.isOnline = false;
    expect(statusWords(state).text).toBe('Offline');
    state.onConnection('open');
    expect(statusWords(state).text).toBe('Offline');
  });

  it('asks whom the server does not know any more to sign in, until it is let in again', () => {
    watch('AAPL');
    state.live.onTrades({ epoch: 1, seq: 1, trades: [{ price: 1, time: 1, volume: 1, seq: 1 }] });
    expect(noticeWords(state)).toBeUndefined();
    state.onConnection('connecting');
    state.isSignedOut = true;
    expect(statusWords(state)).toEqual({ text: 'Signed out', tone: 'caution' });
    expect(noticeWords(state)).toMatchObject({ title: 'You are signed out', action: 'signIn' });
    state.onConnection('open');
    expect(statusWords(state).text).toBe('Connecting…');
    expect(noticeWords(state)?.action).toBeUndefined();
  });

  it.each(/** @type {const} */ ([
    ['connecting', false, 'Feed connecting…'], ['down', false, 'Feed down'], ['refused', false, 'Key refused'],
    ['live', true, 'Simulated data · live'], ['down', true, 'Simulated data · feed down'],
  ]))('says of %s, simulated %s: %s', (feed, simulated, text) => {
    state.onConnection('open');
    state.onStatus({ feed, simulated });
    expect(statusWords(state).text).toBe(text);
  });
});

describe('a busy server', () => {
  beforeEach(() => {
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false });
    state.onPace({ isBusy: true, millis: 482 });
  });

  it('is said in the pill and explained below, until it has recovered', () => {
    expect(statusWords(state)).toEqual({ text: 'Live · server busy', tone: 'caution' });
    expect(sourceWords(state, 'UTC')).toContain('The server is busy, so new prices come about every 0.5 s');
    state.onPace({ isBusy: false, millis: 100 });
    expect(statusWords(state)).toEqual({ text: 'Live', tone: 'live' });
    expect(sourceWords(state, 'UTC')).not.toContain('busy');
  });

  it.each([[19, 'every 0.02 s'], [219, 'every 0.2 s'], [999, 'every second'], [1_000, 'every second']])(
    'that updates every %i ms says %s', (millis, words) => {
      state.onPace({ isBusy: true, millis });
      expect(sourceWords(state, 'UTC')).toContain(words);
    });

  it('still says that the data is simulated', () => {
    state.onStatus({ feed: 'live', simulated: true });
    expect(statusWords(state).text).toBe('Simulated data · busy');
  });

  it('matters less than a feed that is down', () => {
    state.onStatus({ feed: 'down', simulated: false });
    expect(statusWords(state).text).toBe('Feed down');
  });

  it('is forgotten with the connection: the next one tells anew', () => {
    state.onConnection('waiting');
    expect(sourceWords(state, 'UTC')).not.toContain('busy');
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false });
    expect(statusWords(state).text).toBe('Live');
  });
});

describe('sourceWords', () => {
  it('says where prices come from once that is known', () => {
    expect(sourceWords(state, 'America/New_York')).toBe('Times are in America/New York.');
    state.onConnection('open');
    expect(sourceWords({ ...state, wasOpen: true, simulated: true }, 'UTC')).toContain('simulator');
    state.onStatus({ feed: 'live', simulated: false });
    expect(sourceWords(state, 'UTC')).toContain('Finnhub');
  });
});

describe('noticeWords', () => {
  it('invites when nothing is chosen, with examples that exist', () => {
    expect(noticeWords(state)?.text).toBe('The symbol list is loading…');
    for (const trouble of /** @type {const} */ (['retrying', 'failed', 'refused', 'empty'])) {
      state.listTrouble = trouble;
      expect(listWords(state)).toMatch(/symbol.*type the exact symbol and press Enter/);
    }
    state.catalogue = new Catalogue([{ symbol: 'AAPL' }, { symbol: 'X' }]);
    expect(noticeWords(state)?.examples?.map((row) => row.symbol)).toEqual(['AAPL']);
    expect(listWords(state)).toBe('');
  });

  it('says first that the key is refused, and not that there is no list', () => {
    state.onConnection('open');
    state.listTrouble = 'refused';
    expect(noticeWords(state)?.text).toMatch(/refuses this server its symbol list.*type the exact symbol/);
    state.onStatus({ feed: 'refused', simulated: false });
    expect(noticeWords(state)).toMatchObject({ title: 'The data provider refused the API key' });
    expect(noticeWords(state)?.text).toMatch(/has set a valid one/);
    expect(listWords(state)).toMatch(/refused the API key.*type the exact symbol and press Enter/);
    state.catalogue = new Catalogue([{ symbol: 'AAPL' }]);
    expect(noticeWords(state)).toMatchObject({ title: 'The data provider refused the API key', examples: [{ symbol: 'AAPL' }] });
  });

  it('says what an empty chart waits for', () => {
    state.choose('AAPL');
    expect(title()).toBe('Connecting…');
    watch('AAPL');
    expect(title()).toBe('Waiting for the first trade of AAPL');
    state.onStatus({ feed: 'refused', simulated: false });
    expect(title()).toContain('refused');
    state.onConnection('waiting');
    expect(title()).toBe('The connection was lost');
  });

  it('doubts a symbol that is not in the list', () => {
    state.catalogue = new Catalogue([{ symbol: 'AAPL' }]);
    watch('AAPLL');
    expect(noticeWords(state)).toMatchObject({ text: expect.stringContaining('not in the symbol list'), action: 'search' });
  });

  it.each([
    ['SYMBOL_LIMIT', 'All symbols are in use', 'retry'],
    ['SYMBOL_REFUSED', 'The data provider does not carry AAPL', 'search'],
    ['CLIENT_LIMIT', 'Too many symbols at once', 'retry'],
    ['UNKNOWN_SYMBOL', 'Unknown symbol “AAPL”', 'search'],
  ])('%s is said with the one thing to do next', (code, words, action) => {
    watch('AAPL');
    state.live.onRefused(code);
    expect(noticeWords(state)).toMatchObject({ title: words, action });
  });

  it('asks to try again later when all symbols are in use', () => {
    watch('AAPL');
    state.live.onRefused('SYMBOL_LIMIT');
    expect(noticeWords(state)?.text).toContain('lease try again later');
    expect(noticeWords(state)?.other).toBe('running');
  });

  it('is silent when there is a line, also while reconnecting', () => {
    watch('AAPL');
    state.live.onTrades({ epoch: 1, seq: 1, trades: [{ price: 1, time: 1, volume: 1, seq: 1 }] });
    expect(noticeWords(state)).toBeUndefined();
    state.onConnection('waiting');
    expect(noticeWords(state)).toBeUndefined();
  });
});

describe('noneWords', () => {
  const lists = [{ kind: 'stock', exchange: 'US', size: 28_000 }, { kind: 'forex', exchange: 'oandaa', size: 0 }];

  it('says what was searched and what could not be', () => {
    expect(noneWords(' x ', 'all', lists)).toBe('No match for “x”. Searched: US (stocks). Not available: oandaa (forex)');
    expect(noneWords('x', 'stocks', lists)).toBe('No match for “x” in Stocks. Searched: US (stocks)');
    expect(noneWords('x', 'forex', lists)).toBe('No match for “x” in Forex. Not available: oandaa (forex)');
    expect(noneWords('x', 'all')).toBe('No match for “x”');
  });
});
