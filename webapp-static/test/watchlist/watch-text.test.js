// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { rowText } from '../../js/watchlist/watch-text.js';
import { WholeCatalogue } from '../search/whole-catalogue.js';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const CLOSED = {
  holiday: null,
  sessions: [{ from: NOW - 9 * HOUR, to: NOW - HOUR, session: 'regular' }, { from: NOW + HOUR, to: NOW + 9 * HOUR, session: 'regular' }],
};
const format = new Format('en-GB', 'UTC');
/** @type {PageState} */ let state;

beforeEach(() => {
  state = new PageState();
  state.catalogue = new WholeCatalogue([
    { symbol: 'AAPL', type: 'Common Stock' }, { symbol: 'OANDA:EUR_USD', type: 'Forex' }, { symbol: 'MAIN', type: 'Common Stock' },
  ]);
  ['AAPL', 'OANDA:EUR_USD', 'GONE'].forEach((symbol) => state.watchlist.add(symbol));
  state.choose('MAIN');
  state.onConnection('open');
  state.onStatus({ feed: 'live', simulated: false, since: NOW - 1_000 });
});

/** @param {string} symbol @param {...number} ages  of its trades, ms */
const answer = (symbol, ...ages) => {
  const trades = ages.map((age, i) => ({ price: 10 + i, time: NOW - age, volume: 1, seq: i + 1 }));
  state.symbols.get(symbol)?.onSubscribed({ epoch: 1, seq: trades.length, complete: true, trades }, NOW);
};
/** @param {string} symbol */
const words = (symbol) => {
  const live = state.symbols.get(symbol);
  if (!live) throw new Error(symbol);
  return rowText(state, live, format, NOW);
};
/** @param {string} symbol */
const note = (symbol) => words(symbol).note;

describe('the note of a row', () => {
  it('is empty while the price is live, otherwise the age and one cause', () => {
    answer('AAPL', 3_000);
    expect([note('AAPL'), words('AAPL').isStale]).toEqual(['', false]);
    answer('OANDA:EUR_USD', 2.5 * HOUR);
    expect([note('OANDA:EUR_USD'), words('OANDA:EUR_USD').isStale]).toEqual(['3 h ago · nothing traded since', false]);
  });

  it('uses the hours of each symbol, whatever the chart shows', () => {
    state.market = CLOSED;
    answer('AAPL', 2 * HOUR);
    answer('OANDA:EUR_USD', 2 * HOUR);
    expect([note('AAPL'), note('OANDA:EUR_USD')]).toEqual(['2 h ago · market closed', '2 h ago · nothing traded since']);
    state.simulated = true;
    expect(note('AAPL')).toBe('2 h ago · nothing traded since');
  });

  it('does not state that nothing was traded where there was no recording', () => {
    answer('OANDA:EUR_USD', 0.5 * HOUR);
    const euro = state.symbols.get('OANDA:EUR_USD');
    /** @param {number} from @param {number} to  ages */
    const gap = (from, to) => euro?.onCandles({
      epoch: 1, seq: 1, interval: 60_000, candles: [], gaps: [{ from: NOW - from, to: NOW - to, cause: 'unrecorded' }],
    });
    gap(2 * HOUR, HOUR);
    expect(note('OANDA:EUR_USD')).toBe('30 min ago · nothing traded since');
    gap(0.49 * HOUR, 0);
    expect(note('OANDA:EUR_USD')).toBe('30 min ago · not all recorded');
  });

  it('is empty until the answer, and only then states that there is no trade yet, or no such symbol', () => {
    expect([note('AAPL'), note('GONE')]).toEqual(['', '']);
    answer('AAPL');
    answer('GONE');
    expect([note('AAPL'), note('GONE')]).toEqual(['No trade yet', 'Not in the symbol list']);
    expect(words('GONE').isStale).toBe(false);
  });

  it('marks a price as stale when no other can arrive, with the cause', () => {
    answer('AAPL', 3_000);
    state.onStatus({ feed: 'down', simulated: false, since: NOW });
    expect(words('AAPL')).toMatchObject({ note: 'Now · feed down', isStale: true, isTroubled: false });
    state.onStatus({ feed: 'refused', simulated: false, since: NOW });
    expect(note('AAPL')).toBe('Now · API key refused');
    state.onConnection('waiting');
    expect([note('AAPL'), note('GONE')]).toEqual(['Now · connection lost', 'Connection lost']);
    state.isOnline = false;
    expect(words('AAPL')).toMatchObject({ note: 'Now · this device is offline', isStale: true });
  });

  it('is empty before the first connection', () => {
    const fresh = new PageState();
    fresh.watchlist.add('AAPL');
    fresh.syncSymbols();
    const live = fresh.symbols.get('AAPL');
    expect(live && rowText(fresh, live, format, NOW).note).toBe('');
  });

  it.each(/** @type {[import('../../js/prices/protocol.js').Tier, string, boolean][]} */ ([
    [{ kind: 'waiting', position: 2, why: 'limit' }, '2nd in line for live prices · last 03:59', true],
    [{ kind: 'polled', position: 2, every: 15_000, why: 'limit' }, '2nd in line for live prices · every 15 s', false],
    [{ kind: 'polled', every: 60_000, why: 'mute' }, 'Not on the free feed · every 60 s', false],
    [{ kind: 'waiting', position: 9, why: 'mute' }, 'Not on the free feed · last 03:59', true],
    [{ kind: 'waiting', why: 'closed' }, 'Market closed · last price 03:59', false],
    [{ kind: 'polled', every: 60_000, why: 'closed' }, 'Market closed · last price 03:59', false],
  ]))('has the tier of a symbol that is not streamed: %o', (tier, text, isStale) => {
    answer('AAPL', 3_000);
    state.symbols.get('AAPL')?.onTier(tier, NOW);
    expect(words('AAPL')).toMatchObject({ note: text, isStale, isTroubled: false, last: '10.00' });
    state.onStatus({ feed: 'down', simulated: false, since: NOW });
    expect(note('AAPL')).toBe('Now · feed down');
  });

  it('has only the place in line for a symbol without a price', () => {
    answer('AAPL');
    state.symbols.get('AAPL')?.onTier({ kind: 'waiting', position: 3, why: 'limit' }, NOW);
    expect(words('AAPL')).toMatchObject({ note: '3rd in line for live prices', last: '–' });
    answer('GONE');
    state.symbols.get('GONE')?.onTier({ kind: 'waiting', position: 4, why: 'limit' }, NOW);
    expect(note('GONE')).toBe('4th in line for live prices');
  });

  it('has the polling interval of a refused symbol', () => {
    answer('AAPL', 3_000);
    state.symbols.get('AAPL')?.onRefused('SYMBOL_REFUSED');
    expect(words('AAPL')).toMatchObject({ note: 'Not carried by the provider.', isTroubled: true, isStale: true });
    state.symbols.get('AAPL')?.onTier({ kind: 'polled', every: 15_000, why: 'refused' }, NOW);
    expect(words('AAPL')).toMatchObject({ note: 'Not carried by the provider · every 15 s', isTroubled: true, isStale: false });
  });

  it('is replaced by a cause for which no price can arrive', () => {
    answer('AAPL', 2 * HOUR);
    state.symbols.get('AAPL')?.onRefused('UNKNOWN_SYMBOL');
    expect(words('AAPL')).toMatchObject({ note: 'Unknown symbol.', isTroubled: true, isStale: true });
  });
});
