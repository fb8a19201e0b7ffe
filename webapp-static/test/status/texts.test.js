// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { noneText } from '../../js/search/search-results.js';
import { listText, noticeText } from '../../js/status/notice-text.js';
import { sourceText, statusText } from '../../js/status/status-text.js';
import { WholeCatalogue } from '../search/whole-catalogue.js';

/** @type {PageState} */ let state;
beforeEach(() => { state = new PageState(); });

/** @param {string} symbol */
const watch = (symbol) => {
  state.onConnection('open');
  state.choose(symbol);
  state.live.onSubscribed({ epoch: 1, seq: 0, complete: true, trades: [] });
};
const title = () => noticeText(state)?.title;

describe('statusText', () => {
  it('follows the connection', () => {
    expect(statusText(state).text).toBe('Connecting…');
    state.onConnection('open');
    expect(statusText(state).text).toBe('Connecting…');
    state.onStatus({ feed: 'live', simulated: false });
    expect(statusText(state)).toEqual({ text: 'Live', tone: 'live' });
    state.onConnection('waiting');
    expect(statusText(state).text).toBe('Reconnecting…');
    state.isOnline = false;
    expect(statusText(state).text).toBe('Offline');
    state.onConnection('open');
    expect(statusText(state).text).toBe('Offline');
  });

  it('requires a sign-in after a 401, until the connection is open again', () => {
    watch('AAPL');
    state.live.onTrades({ epoch: 1, seq: 1, trades: [{ price: 1, time: 1, volume: 1, seq: 1 }] });
    expect(noticeText(state)).toBeUndefined();
    state.onConnection('connecting');
    state.isSignedOut = true;
    expect(statusText(state)).toEqual({ text: 'Signed out', tone: 'caution' });
    expect(noticeText(state)).toMatchObject({ title: 'You are signed out', action: 'signIn' });
    state.onConnection('open');
    expect(statusText(state).text).toBe('Connecting…');
    expect(noticeText(state)?.action).toBeUndefined();
  });

  it.each([
    [403, 'Connection refused', 'The server does not accept connections from this page'],
    [429, 'Too many connections', 'Too many connections or attempts from this network address'],
    [503, 'Server unavailable', 'The server takes no new connections just now'],
  ])('shows the reason for handshakes rejected with %i, and the time of the next attempt', (status, words, reason) => {
    let now = 5_000;
    state = new PageState(() => now);
    state.choose('AAPL');
    state.onConnection('waiting');
    state.onHandshakeRefused({ status, sentence: '', retryAfter: 10_000 }, 10_000);
    expect(statusText(state)).toEqual({ text: words, tone: 'caution' });
    expect(noticeText(state)).toEqual({ title: words, text: `${reason}. This page tries again in 10 s.` });
    now += 9_001;
    expect(noticeText(state)?.text).toContain('again in 1 s.');
    now += 999;
    state.onConnection('connecting');
    expect(noticeText(state)?.text).toContain('This page is trying again…');
    state.onHandshakeRefused({ status, sentence: 'Please close one', retryAfter: 10_000 }, 10_000);
    expect(noticeText(state)?.text).toBe('Please close one. This page tries again in 10 s.');
    state.onHandshakeRefused(undefined, 0);
    expect(statusText(state).text).toBe('Connecting…');
  });

  it('shows no refusal after the first message', () => {
    state.onHandshakeRefused({ status: 429, sentence: '', retryAfter: 1 }, 1);
    state.onConnection('open');
    expect(statusText(state).text).toBe('Connecting…');
    state.onMessage({ kind: 'pace', isBusy: false, millis: 100 });
    state.onConnection('waiting');
    expect(statusText(state).text).toBe('Reconnecting…');
  });

  it.each(/** @type {const} */ ([
    ['connecting', false, 'Feed connecting…'], ['down', false, 'Feed down'], ['refused', false, 'Key refused'],
    ['live', true, 'Simulated data · live'], ['down', true, 'Simulated data · feed down'],
  ]))('has for %s, simulated %s: %s', (feed, simulated, text) => {
    state.onConnection('open');
    state.onStatus({ feed, simulated });
    expect(statusText(state).text).toBe(text);
  });
});

describe('a server that is cut off from the others of its cluster', () => {
  it('is shown until it is no longer', () => {
    state.onConnection('open');
    state.onStatus({ feed: 'down', simulated: false, since: 5, cutOff: 5 });
    expect(statusText(state)).toEqual({ text: 'Server cut off', tone: 'caution' });
    state.onStatus({ feed: 'live', simulated: false, since: 1 });
    expect(statusText(state).text).toBe('Live');
  });
});

describe('a busy server', () => {
  beforeEach(() => {
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false });
    state.onPace({ isBusy: true, millis: 482 });
  });

  it('is shown in the pill and explained below, until it has recovered', () => {
    expect(statusText(state)).toEqual({ text: 'Live · server busy', tone: 'caution' });
    expect(sourceText(state, 'UTC')).toContain('The server is busy, so new prices come about every 0.5 s');
    state.onPace({ isBusy: false, millis: 100 });
    expect(statusText(state)).toEqual({ text: 'Live', tone: 'live' });
    expect(sourceText(state, 'UTC')).not.toContain('busy');
  });

  it.each([[19, 'every 0.02 s'], [219, 'every 0.2 s'], [999, 'every second'], [1_000, 'every second']])(
    'that updates every %i ms is shown as %s', (millis, words) => {
      state.onPace({ isBusy: true, millis });
      expect(sourceText(state, 'UTC')).toContain(words);
    });

  it('still states that the data is simulated', () => {
    state.onStatus({ feed: 'live', simulated: true });
    expect(statusText(state).text).toBe('Simulated data · busy');
  });

  it('has lower priority than a feed that is down', () => {
    state.onStatus({ feed: 'down', simulated: false });
    expect(statusText(state).text).toBe('Feed down');
  });

  it('is reset when the connection is lost: the next one reports it again', () => {
    state.onConnection('waiting');
    expect(sourceText(state, 'UTC')).not.toContain('busy');
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false });
    expect(statusText(state).text).toBe('Live');
  });
});

describe('sourceText', () => {
  it('names the source of the prices once it is known', () => {
    expect(sourceText(state, 'America/New_York')).toBe('Times are in America/New York.');
    state.onConnection('open');
    expect(sourceText({ ...state, wasOpen: true, simulated: true }, 'UTC')).toContain('simulator');
    state.onStatus({ feed: 'live', simulated: false });
    expect(sourceText(state, 'UTC')).toContain('Finnhub');
  });
});

describe('noticeText', () => {
  it('suggests examples of the catalogue when no symbol is chosen', () => {
    expect(noticeText(state)?.text).toBe('The symbol list is loading…');
    for (const trouble of /** @type {const} */ (['retrying', 'failed', 'refused', 'empty'])) {
      state.listTrouble = trouble;
      expect(listText(state)).toMatch(/symbol.*type the exact symbol and press Enter/);
    }
    state.catalogue = new WholeCatalogue([{ symbol: 'AAPL' }, { symbol: 'X' }]);
    expect(noticeText(state)?.examples?.map((row) => row.symbol)).toEqual(['AAPL']);
    expect(listText(state)).toBe('');
  });

  it('reports a refused key rather than a missing list', () => {
    state.onConnection('open');
    state.listTrouble = 'refused';
    expect(noticeText(state)?.text).toMatch(/refuses this server its symbol list.*type the exact symbol/);
    state.onStatus({ feed: 'refused', simulated: false });
    expect(noticeText(state)).toMatchObject({ title: 'The data provider refused the API key' });
    expect(noticeText(state)?.text).toMatch(/has set a valid one/);
    expect(listText(state)).toMatch(/refused the API key.*type the exact symbol and press Enter/);
    state.catalogue = new WholeCatalogue([{ symbol: 'AAPL' }]);
    expect(noticeText(state)).toMatchObject({ title: 'The data provider refused the API key', examples: [{ symbol: 'AAPL' }] });
  });

  it('explains what an empty chart waits for', () => {
    state.choose('AAPL');
    expect(title()).toBe('Connecting…');
    watch('AAPL');
    expect(title()).toBe('Waiting for the first trade of AAPL');
    state.onStatus({ feed: 'refused', simulated: false });
    expect(title()).toContain('refused');
    state.onConnection('waiting');
    expect(title()).toBe('The connection was lost');
  });

  it('mentions that a symbol is not in the list', () => {
    state.catalogue = new WholeCatalogue([{ symbol: 'AAPL' }]);
    watch('AAPLL');
    expect(noticeText(state)).toMatchObject({ text: expect.stringContaining('not in the symbol list'), action: 'search' });
  });

  it.each([
    ['SYMBOL_LIMIT', 'All symbols are in use', 'retry'],
    ['SYMBOL_REFUSED', 'The data provider does not carry AAPL', 'search'],
    ['CLIENT_LIMIT', 'Too many symbols at once', 'retry'],
    ['UNKNOWN_SYMBOL', 'Unknown symbol “AAPL”', 'search'],
  ])('%s is explained with the one next action', (code, words, action) => {
    watch('AAPL');
    state.live.onRefused(code);
    expect(noticeText(state)).toMatchObject({ title: words, action });
  });

  it('explains a missing line of a symbol that is not streamed, until there is one', () => {
    watch('AAPL');
    state.onMessage({ kind: 'tier', symbol: 'AAPL', tier: { kind: 'waiting', position: 2, why: 'limit' } });
    expect(noticeText(state)).toMatchObject({ title: 'AAPL waits for its turn', text: expect.stringContaining('starts by itself'), other: 'running' });
    state.onMessage({ kind: 'tier', symbol: 'AAPL', tier: { kind: 'polled', every: 15_000, position: 2, why: 'limit' } });
    expect(noticeText(state)?.text).toContain('The chart begins with its next price');
    state.onMessage({ kind: 'tier', symbol: 'AAPL', tier: { kind: 'waiting', why: 'mute' } });
    expect(title()).toBe('AAPL is not on the free feed');
    state.onMessage({ kind: 'tier', symbol: 'AAPL', tier: { kind: 'waiting', why: 'closed' } });
    expect(title()).toBe('The market of AAPL is closed');
    state.live.onTrades({ epoch: 1, seq: 1, trades: [{ price: 1, time: 1, volume: 0, seq: 1 }] });
    expect(noticeText(state)).toBeUndefined();
  });

  it.each(/** @type {const} */ (['down', 'connecting']))('does not mention slots while the feed is %s', (feed) => {
    watch('AAPL');
    state.onMessage({ kind: 'tier', symbol: 'AAPL', tier: { kind: 'waiting', position: 2, why: 'limit' } });
    state.onStatus({ feed, simulated: false });
    expect(noticeText(state)).toMatchObject({ title: 'Waiting for the first trade of AAPL', text: expect.stringContaining('feed') });
  });

  it('mentions that a waiting symbol is not in the list', () => {
    state.catalogue = new WholeCatalogue([{ symbol: 'AAPL' }]);
    watch('AAPLL');
    state.onMessage({ kind: 'tier', symbol: 'AAPLL', tier: { kind: 'waiting', position: 2, why: 'limit' } });
    expect(noticeText(state)).toMatchObject({
      title: 'AAPLL waits for its turn', text: expect.stringContaining('not in the symbol list'), action: 'search',
    });
  });

  it('shows the quotes of a refused symbol', () => {
    watch('AAPL');
    state.live.onRefused('SYMBOL_REFUSED');
    state.onMessage({ kind: 'tier', symbol: 'AAPL', tier: { kind: 'polled', every: 15_000, why: 'refused' } });
    expect(noticeText(state)?.text).toContain('no trades of it now');
    state.live.onTrades({ epoch: 1, seq: 1, trades: [{ price: 1, time: 1, volume: 0, seq: 1 }] });
    expect(noticeText(state)).toBeUndefined();
  });

  it('suggests a later attempt when all symbols are in use and the line is full', () => {
    watch('AAPL');
    state.live.onRefused('SYMBOL_LIMIT');
    expect(noticeText(state)?.text).toContain('lease try again later');
    expect(noticeText(state)?.other).toBe('running');
  });

  it('is hidden when there is a line, also while reconnecting', () => {
    watch('AAPL');
    state.live.onTrades({ epoch: 1, seq: 1, trades: [{ price: 1, time: 1, volume: 1, seq: 1 }] });
    expect(noticeText(state)).toBeUndefined();
    state.onConnection('waiting');
    expect(noticeText(state)).toBeUndefined();
  });
});

describe('noneText', () => {
  const lists = [{ kind: 'stock', exchange: 'US', size: 28_000 }, { kind: 'forex', exchange: 'oandaa', size: 0 }];

  it('names the lists searched and those missing', () => {
    expect(noneText(' x ', 'all', lists)).toBe('No match for “x”. Searched: US (stocks). Not available: oandaa (forex)');
    expect(noneText('x', 'stocks', lists)).toBe('No match for “x” in Stocks. Searched: US (stocks)');
    expect(noneText('x', 'forex', lists)).toBe('No match for “x” in Forex. Not available: oandaa (forex)');
    expect(noneText('x', 'all')).toBe('No match for “x”');
  });
});
