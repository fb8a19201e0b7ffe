// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format, ordinal } from '../../js/kit/format.js';
import { freshnessOf, freshnessText } from '../../js/quote/freshness.js';
import { shortTierText, tierText } from '../../js/quote/tier-text.js';

/** @typedef {import('../../js/prices/protocol.js').Tier} Tier */

const HOUR = 3_600_000;
/** 20:30 UTC. */
const NOW = 1_700_000_000_000 - 1_700_000_000_000 % (24 * HOUR) + 20.5 * HOUR;
const format = new Format('en-GB', 'UTC');
/** @type {PageState} */ let state;

beforeEach(() => {
  state = new PageState();
  state.choose('AAPL');
  state.onConnection('open');
  state.lastMessageAt = NOW;
  state.onStatus({ feed: 'live', simulated: false, since: NOW - HOUR });
});

/** @param {Tier} tier @param {...number} ages  of the known prices, ms */
const headerText = (tier, ...ages) => {
  const trades = ages.map((age, i) => ({ price: 10, time: NOW - age, volume: 0, seq: i + 1 }));
  state.live.onSubscribed({ epoch: 1, seq: trades.length, complete: true, trades }, NOW);
  state.live.onTier(tier, NOW);
};
const header = () => freshnessText(freshnessOf(state, NOW), format, NOW);

describe('ordinal', () => {
  it.each([
    [1, '1st'], [2, '2nd'], [3, '3rd'], [4, '4th'], [10, '10th'], [11, '11th'], [12, '12th'], [13, '13th'], [14, '14th'], [20, '20th'],
    [21, '21st'], [22, '22nd'], [23, '23rd'], [30, '30th'], [101, '101st'], [111, '111th'], [112, '112th'], [113, '113th'],
    [121, '121st'], [1_000, '1000th'], [1_011, '1011th'],
  ])('of %i is %s', (place, words) => expect(ordinal(place)).toBe(words));
});

describe('tierText', () => {
  it.each(/** @type {[Tier, string, string][]} */ ([
    [{ kind: 'streamed' }, '', ''],
    [{ kind: 'waiting', position: 2, why: 'limit' }, '2nd in line for live prices', '2nd in line for live prices'],
    [{ kind: 'waiting', why: 'limit' }, 'In line for live prices', 'In line for live prices'],
    [{ kind: 'polled', position: 11, every: 15_000, why: 'limit' },
      '11th in line for live prices · every 15 s meanwhile', '11th in line for live prices · every 15 s'],
    [{ kind: 'polled', position: 3, every: 120_000, why: 'mute' },
      'The free feed does not carry this symbol · every 2 min', 'Not on the free feed · every 2 min'],
    [{ kind: 'waiting', position: 3, why: 'mute' }, 'The free feed does not carry this symbol', 'Not on the free feed'],
    [{ kind: 'polled', every: 120_000, why: 'closed' }, 'Market closed', 'Market closed'],
    [{ kind: 'waiting', why: 'closed' }, 'Market closed', 'Market closed'],
    [{ kind: 'polled', every: 15_000, why: 'refused' },
      'The data provider does not carry this symbol · every 15 s', 'Not carried by the provider · every 15 s'],
    [{ kind: 'waiting', why: 'refused' }, 'The data provider does not carry this symbol', 'Not carried by the provider'],
    [{ kind: 'polled', every: 60_000 }, 'In line for live prices · every 60 s meanwhile', 'In line for live prices · every 60 s'],
  ]))('of %o', (tier, words, short) => {
    expect([tierText(tier, format), shortTierText(tier, format)]).toEqual([words, short]);
  });
});

describe('the header', () => {
  it('shows the place in line, and the last price', () => {
    headerText({ kind: 'waiting', position: 2, why: 'limit' });
    expect(header()).toBe('2nd in line for live prices');
    headerText({ kind: 'waiting', position: 1, why: 'limit' }, 3_000);
    expect(header()).toBe('1st in line for live prices · last price 20:29');
  });

  it.each([[60_000, 119_000], [5_000, 14_000]])(
    'omits the time of a price polled every %i ms and %i ms old: until twice the interval has passed, or some seconds', (every, age) => {
      headerText({ kind: 'polled', position: 2, every, why: 'limit' }, age);
      expect(header()).toBe(`2nd in line for live prices · every ${every / 1_000} s meanwhile`);
    });

  it('shows the time of an older polled price', () => {
    headerText({ kind: 'polled', position: 2, every: 60_000, why: 'limit' }, 121_000);
    expect(header()).toBe('2nd in line for live prices · every 60 s meanwhile · last price 20:27');
  });

  it('shows the time of a closed market’s last price, with its day if it is not today', () => {
    headerText({ kind: 'polled', every: 120_000, why: 'closed' }, 4.5 * HOUR);
    expect(header()).toBe('Market closed · last price 16:00');
    state = new PageState();
    state.choose('AAPL');
    state.onConnection('open');
    state.lastMessageAt = NOW;
    state.onStatus({ feed: 'live', simulated: false });
    headerText({ kind: 'waiting', why: 'closed' }, 28.5 * HOUR);
    expect(header()).toMatch(/^Market closed · last price \w{3},? \d+ \w{3}, 16:00$/);
  });

  it.each(/** @type {const} */ ([['down', 'feed down'], ['connecting', 'feed down'], ['refused', 'the data provider refused the API key']]))(
    'shows only that the feed is %s, not that the symbol waits', (feed, words) => {
      headerText({ kind: 'polled', position: 2, every: 15_000, why: 'limit' }, 60_000);
      state.onStatus({ feed, simulated: false, since: NOW });
      expect(header()).toBe(`Last trade 60 s ago · ${words}`);
      state.onStatus({ feed: 'live', simulated: false, since: NOW });
      expect(header()).toContain('2nd in line');
    });

  it('shows only that the connection is lost, and drops the place in line', () => {
    headerText({ kind: 'waiting', position: 2, why: 'limit' }, 60_000);
    state.onConnection('waiting');
    expect(header()).toBe('Last trade 60 s ago · connection lost, trying again');
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false, since: NOW });
    expect(header()).not.toContain('in line');
  });
});
