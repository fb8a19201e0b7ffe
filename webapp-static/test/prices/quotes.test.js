// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_PAUSE, LOOK_PAUSE, Quotes } from '../../js/prices/quotes.js';
import { ManualClock } from '../manual-clock.js';

/** @type {ManualClock} */ let clock;
/** @type {string[]} */ let requested;
/** @type {string[]} */ let closes;
/** @type {string[]} */ let days;
/** @type {(answer: Response | undefined) => void} */ let answer;
/** @type {Quotes} */ let quotes;
let day = '';

const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });
/** @param {unknown} body @param {number} [status] @param {Record<string, string>} [headers] */
const reply = async (body, status = 200, headers = {}) => {
  answer(new Response(JSON.stringify(body), { status, headers }));
  await settled();
};

beforeEach(() => {
  clock = new ManualClock();
  requested = [];
  closes = [];
  days = [];
  day = 'Monday';
  quotes = new Quotes({
    url: 'http://here/api/quote',
    get: (url) => {
      requested.push(new URL(url).searchParams.get('symbol') ?? '');
      return new Promise((resolve, reject) => {
        answer = (response) => (response ? resolve(response) : reject(new TypeError('no network')));
      });
    },
    clock, random: () => 1, today: () => day, now: () => clock.now,
    onDay: (symbol, { open, high, low, time }) => days.push([symbol, open, high, low, time].join(' ')),
    onClose: (symbol, close) => closes.push(`${symbol} ${close}`),
  });
});

describe('Quotes', () => {
  it('requests one after another, and reports each close', async () => {
    quotes.want(['AAPL', 'OANDA:EUR_USD']);
    quotes.want(['AAPL', 'OANDA:EUR_USD']);
    expect(requested).toEqual(['AAPL']);
    await reply({ symbol: 'AAPL', previousClose: 259.45 });
    expect([requested, closes]).toEqual([['AAPL', 'OANDA:EUR_USD'], ['AAPL 259.45']]);
    await reply({ previousClose: 1.08 });
    expect(closes).toEqual(['AAPL 259.45', 'OANDA:EUR_USD 1.08']);
    expect(requested).toHaveLength(2);
  });

  it.each([[{ error: 'none' }, 404], [{ previousClose: 0 }, 200], [{ previousClose: 'x' }, 200], [{}, 200]])(
    'treats %j with %i as no quote, and does not repeat the request that day', async (body, status) => {
      quotes.want(['AAPL']);
      await reply(body, status);
      clock.advance(10 * LOOK_PAUSE);
      expect([requested, closes]).toEqual([['AAPL'], []]);
    });

  it('reports the figures of the day, and refreshes those of the most important symbol', async () => {
    quotes.want(['AAPL', 'MSFT']);
    await reply({ previousClose: 1, open: 2, high: 4, low: 1.5, time: 77 });
    await reply({ previousClose: 5, open: 6, high: 7, low: 5, time: 78 });
    expect(days).toEqual(['AAPL 2 4 1.5 77', 'MSFT 6 7 5 78']);
    clock.advance(DAY_PAUSE);
    expect(requested).toEqual(['AAPL', 'MSFT', 'AAPL']);
    await reply({ previousClose: 1, open: 2, high: 9, low: 1.5, time: 99 });
    expect(days.at(-1)).toBe('AAPL 2 9 1.5 99');
    quotes.want(['MSFT', 'AAPL']);
    expect(requested).toEqual(['AAPL', 'MSFT', 'AAPL', 'MSFT']);
  });

  it('retries sooner while newer figures are being fetched, and ignores incomplete ones', async () => {
    quotes.want(['AAPL']);
    await reply({ previousClose: 1, open: 2, high: 4, time: 77 });
    expect([days, closes]).toEqual([[], ['AAPL 1']]);
    clock.advance(LOOK_PAUSE);
    await reply({ previousClose: 1, open: 2, high: 4, low: 1, time: 77 });
    expect([requested.length, days]).toEqual([2, ['AAPL 2 4 1 77']]);
  });

  it('requests again on a new day', async () => {
    quotes.want(['AAPL']);
    await reply({ previousClose: 1 });
    day = 'Tuesday';
    clock.advance(LOOK_PAUSE);
    await reply({ previousClose: 2 });
    expect(closes).toEqual(['AAPL 1', 'AAPL 2']);
  });

  it.each([202, 503])('waits as long as the server requires with %i, whatever is wanted meanwhile', async (status) => {
    quotes.want(['AAPL']);
    await reply({}, status, { 'Retry-After': '20' });
    quotes.want(['MSFT', 'AAPL']);
    clock.advance(19_999);
    expect(requested).toEqual(['AAPL']);
    clock.advance(1);
    expect(requested).toEqual(['AAPL', 'MSFT']);
  });

  it('retries after an error with back-off', async () => {
    quotes.want(['AAPL']);
    answer(undefined);
    await settled();
    clock.advance(LOOK_PAUSE);
    expect(requested).toHaveLength(2);
    await reply('oops', 500);
    clock.advance(LOOK_PAUSE);
    await reply({ previousClose: 3 });
    expect(closes).toEqual(['AAPL 3']);
  });

  it('reports the known quote of a symbol that is added again, without a request', async () => {
    quotes.want(['AAPL']);
    await reply({ previousClose: 4 });
    quotes.want([]);
    quotes.want(['AAPL']);
    expect([requested, closes]).toEqual([['AAPL'], ['AAPL 4', 'AAPL 4']]);
  });
});
