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

  it('starts over with a symbol that was removed', () => {
    state.choose('AAPL');
    state.live.onSubscribed(batch(1));
    state.choose('MSFT');
    expect([state.live.phase, state.live.series.count]).toEqual(['requested', 0]);
    state.choose('AAPL');
    expect(state.live.series.count).toBe(0);
  });

  it('subscribes the main symbol first, each once, and none that is not well-formed', () => {
    watch('AAPL', 'MSFT');
    state.choose('MSFT');
    expect(state.wanted).toEqual(['MSFT', 'AAPL']);
    state.choose('"b"');
    expect(state.wanted).toEqual(['AAPL', 'MSFT']);
  });

  it('unsubscribes its main symbol for another one, unless it is on the watchlist', () => {
    expect(state.leaving).toBe('');
    state.choose('MSFT');
    expect(state.leaving).toBe('MSFT');
    watch('MSFT');
    expect(state.leaving).toBe('');
  });

  it('has the role of a chart for the main symbol, of a row for the others, and of a hidden page for all while hidden', () => {
    watch('AAPL', 'MSFT');
    state.choose('MSFT');
    const roles = () => ['MSFT', 'AAPL'].map((symbol) => state.optionsOf(symbol).role);
    expect(roles()).toEqual(['chart', 'row']);
    state.isHidden = true;
    expect([roles(), state.optionsOf('MSFT').candles]).toEqual([['hidden', 'hidden'], undefined]);
    state.isHidden = false;
    state.choose('AAPL');
    expect([roles(), state.optionsOf('AAPL').candles?.length]).toEqual([['row', 'chart'], 2]);
  });

  it('has a limit of 25 symbols until the server reports another one', () => {
    watch(...Array.from({ length: 26 }, (_, i) => `S${i}`));
    expect(state.wanted.length).toBe(25);
    state.choose('S24');
    expect(state.wanted.length).toBe(25);
    expect(state.symbols.get('S25')?.phase).toBe('client-limit');
  });

  it('keeps the tier of each symbol until the connection is lost', () => {
    watch('AAPL', 'MSFT');
    state.onConnection('open');
    state.symbols.forEach((live) => live.onSubscribed(batch(1)));
    state.onMessage({ kind: 'tier', symbol: 'MSFT', tier: { kind: 'waiting', position: 4, why: 'limit' } });
    state.onMessage({ kind: 'tier', symbol: 'GONE', tier: { kind: 'waiting' } });
    expect([...state.symbols.values()].map(({ tier }) => tier.kind)).toEqual(['streamed', 'waiting']);
    state.onConnection('waiting');
    expect(state.symbols.get('MSFT')?.tier.kind).toBe('streamed');
  });

  it('subscribes no more than the server allows, which is a chart beside a full watchlist', () => {
    state.onLimit(2);
    watch('AAPL', 'MSFT', 'TSLA');
    expect(state.wanted).toEqual(['AAPL', 'MSFT']);
    state.choose('NVDA');
    expect(state.wanted).toEqual(['NVDA', 'AAPL', 'MSFT']);
    expect(phases().sort()).toEqual(['AAPL requested', 'MSFT requested', 'NVDA requested', 'TSLA client-limit']);
  });

  it('drops the limit found by a refusal when the connection is lost', () => {
    watch('AAPL', 'MSFT', 'NVDA');
    state.onConnection('open');
    state.onSlotLimit(2);
    expect(state.wanted).toEqual(['AAPL', 'MSFT']);
    state.onConnection('waiting');
    expect(state.wanted).toEqual(['AAPL', 'MSFT', 'NVDA']);
    expect(phases()).toEqual(['AAPL requested', 'MSFT requested', 'NVDA requested']);
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
    expect(phases()).toEqual(['AAPL requested', 'MSFT requested', 'NVDA requested']);
  });

  it('has no gap while the server is only cut off from the others: what it misses comes later', () => {
    watch('AAPL');
    state.symbols.forEach((live) => live.onSubscribed(batch(1)));
    state.onStatus({ feed: 'down', simulated: false, since: 5, cutOff: 5 });
    expect(state.isCutOff).toBe(true);
    state.onStatus({ feed: 'live', simulated: false, since: 1 });
    state.symbols.forEach((live) => live.onTrades(batch(2)));
    expect([...state.symbols.values()].map((live) => live.series.gaps)).toEqual([0]);
  });

  it('applies a refusal without a symbol to the main one, if its answer is pending', () => {
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

describe('the server\'s clock', () => {
  const HOUR = 3_600_000;
  const status = (/** @type {'live' | 'down'} */ feed, /** @type {number} */ since) => state.onStatus({ feed, simulated: false, since });

  it('moves the gaps when it was set, not when it is measured for the first time', () => {
    state = new PageState(() => 10 * HOUR);
    watch('AAPL');
    state.symbols.get('AAPL')?.onSubscribed({ epoch: 1, seq: 0, complete: true, trades: [] }, 10 * HOUR);
    status('live', 9 * HOUR);
    status('down', 10 * HOUR);
    state.onServerClock(HOUR);
    const gaps = () => state.symbols.get('AAPL')?.book.gaps;
    expect(gaps()).toEqual([{ from: 10 * HOUR, to: undefined, cause: 'down' }]);
    state.onServerClock(-HOUR);
    expect(gaps()).toEqual([{ from: 8 * HOUR, to: undefined, cause: 'down' }]);
    status('live', 8 * HOUR + 1_000);
    expect(gaps()).toEqual([{ from: 8 * HOUR, to: 8 * HOUR + 1_000, cause: 'down' }]);
  });

  it('is in doubt when a state has begun at another time', () => {
    status('down', 5_000);
    expect(state.isClockDoubtful).toBe(false);
    status('live', 6_000);
    expect(state.isClockDoubtful).toBe(false);
    status('live', 2_000);
    expect(state.isClockDoubtful).toBe(true);
    status('live', 2_000);
    expect(state.isClockDoubtful).toBe(false);
  });
});
