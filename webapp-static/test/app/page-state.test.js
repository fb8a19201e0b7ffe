// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';

/** @type {PageState} */ let state;
/** @param {number} seq */
const batch = (seq) => ({ epoch: 1, seq, complete: true, trades: [{ price: seq, time: seq * 10, volume: 1, seq }] });
/** @param {...string} symbols */
const watch = (...symbols) => {
  symbols.forEach((symbol) => state.watchlist.add(symbol));
  state.syncSymbols();
};
const phases = () => [...state.symbols.values()].map((live) => `${live.symbol} ${live.phase}`);

beforeEach(() => { state = new PageState(); });

describe('PageState', () => {
  it('has a live symbol for the main one and each of the watchlist, and for no other', () => {
    expect([state.live.symbol, state.live.phase]).toEqual(['', 'none']);
    watch('AAPL', 'MSFT');
    state.choose('NVDA');
    expect([...state.symbols.keys()].sort()).toEqual(['AAPL', 'MSFT', 'NVDA']);
    const apple = state.symbols.get('AAPL');
    state.choose('AAPL');
    expect([state.live, [...state.symbols.keys()]]).toEqual([apple, ['AAPL', 'MSFT']]);
    state.watchlist.remove('AAPL');
    state.syncSymbols();
    expect(state.live).toBe(apple);
  });

  it('starts over with a symbol that was left', () => {
    state.choose('AAPL');
    state.live.onSubscribed(batch(1));
    state.choose('MSFT');
    expect([state.live.phase, state.live.series.count]).toEqual(['asking', 0]);
    state.choose('AAPL');
    expect(state.live.series.count).toBe(0);
  });

  it('wants the main symbol first, each once, and none that cannot be one', () => {
    watch('AAPL', 'MSFT');
    state.choose('MSFT');
    expect(state.wanted).toEqual(['MSFT', 'AAPL']);
    state.choose('"b"');
    expect(state.wanted).toEqual(['AAPL', 'MSFT']);
  });

  it('gives its main symbol back for another one, unless that is watched too', () => {
    expect(state.leaving).toBe('');
    state.choose('MSFT');
    expect(state.leaving).toBe('MSFT');
    watch('MSFT');
    expect(state.leaving).toBe('');
  });

  it('wants the main symbol for the chart, the others for rows, and all for nobody while it is hidden', () => {
    watch('AAPL', 'MSFT');
    state.choose('MSFT');
    const roles = () => ['MSFT', 'AAPL'].map((symbol) => state.askOf(symbol).role);
    expect(roles()).toEqual(['chart', 'row']);
    state.isHidden = true;
    expect([roles(), state.askOf('MSFT').candles]).toEqual([['hidden', 'hidden'], undefined]);
    state.isHidden = false;
    state.choose('AAPL');
    expect([roles(), state.askOf('AAPL').candles?.length]).toEqual([['row', 'chart'], 2]);
  });

  it('has room for 25 symbols until the server says something else', () => {
    watch(...Array.from({ length: 26 }, (_, i) => `S${i}`));
    expect(state.wanted.length).toBe(25);
    state.choose('S24');
    expect(state.wanted.length).toBe(25);
    expect(state.symbols.get('S25')?.phase).toBe('client-limit');
  });

  it('knows of each symbol how its prices come, and forgets that with the connection', () => {
    watch('AAPL', 'MSFT');
    state.onConnection('open');
    state.symbols.forEach((live) => live.onSubscribed(batch(1)));
    state.onMessage({ kind: 'tier', symbol: 'MSFT', tier: { kind: 'waiting', position: 4, why: 'limit' } });
    state.onMessage({ kind: 'tier', symbol: 'GONE', tier: { kind: 'waiting' } });
    expect([...state.symbols.values()].map(({ tier }) => tier.kind)).toEqual(['streamed', 'waiting']);
    state.onConnection('waiting');
    expect(state.symbols.get('MSFT')?.tier.kind).toBe('streamed');
  });

  it('wants no more than the server allows, which is a chart beside a full watchlist', () => {
    state.onLimit(2);
    watch('AAPL', 'MSFT', 'TSLA');
    expect(state.wanted).toEqual(['AAPL', 'MSFT']);
    state.choose('NVDA');
    expect(state.wanted).toEqual(['NVDA', 'AAPL', 'MSFT']);
    expect(phases().sort()).toEqual(['AAPL asking', 'MSFT asking', 'NVDA asking', 'TSLA client-limit']);
  });

  it('forgets with the connection what the server has let it hold', () => {
    watch('AAPL', 'MSFT', 'NVDA');
    state.onConnection('open');
    state.onSlotLimit(2);
    expect(state.wanted).toEqual(['AAPL', 'MSFT']);
    state.onConnection('waiting');
    expect(state.wanted).toEqual(['AAPL', 'MSFT', 'NVDA']);
    expect(phases()).toEqual(['AAPL asking', 'MSFT asking', 'NVDA asking']);
  });

  it('passes changes of the connection and the feed to every symbol, a new one too', () => {
    watch('AAPL', 'MSFT');
    state.symbols.forEach((live) => live.onSubscribed(batch(1)));
    state.onStatus({ feed: 'down', simulated: false });
    state.choose('NVDA');
    state.live.onSubscribed(batch(1));
    state.symbols.forEach((live) => live.onTrades(batch(2)));
    expect([...state.symbols.values()].map((live) => live.series.gaps)).toEqual([1, 1, 1]);
    state.onConnection('waiting');
    expect(phases()).toEqual(['AAPL asking', 'MSFT asking', 'NVDA asking']);
  });

  it('takes a refusal without a name for the main symbol\'s, if that waits for an answer', () => {
    watch('AAPL');
    state.choose('MSFT');
    state.onRefused(undefined, 'UNKNOWN_SYMBOL');
    state.onRefused('AAPL', 'SYMBOL_LIMIT');
    state.onRefused('GONE', 'SYMBOL_LIMIT');
    expect(phases().sort()).toEqual(['AAPL symbol-limit', 'MSFT unknown']);
    state.live.onSubscribed(batch(1));
    state.onRefused(undefined, 'UNKNOWN_SYMBOL');
    expect(state.live.phase).toBe('live');
  });
});
