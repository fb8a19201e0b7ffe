// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_PAUSE, LOOK_PAUSE, Quotes } from '../../js/prices/quotes.js';
import { ManualClock } from '../manual-clock.js';

/** @type {ManualClock} */ let clock;
/** @type {string[]} */ let asked;
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
  asked = [];
  closes = [];
  days = [];
  day = 'Monday';
  quotes = new Quotes({
    url: 'http://here/api/quote',
    get: (url) => {
      asked.push(new URL(url).searchParams.get('symbol') ?? '');
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
    expect(asked).toEqual(['AAPL']);
    await reply({ symbol: 'AAPL', previousClose: 259.45 });
    expect([asked, closes]).toEqual([['AAPL', 'OANDA:EUR_USD'], ['AAPL 259.45']]);
    await reply({ previousClose: 1.08 });
    expect(closes).toEqual(['AAPL 259.45', 'OANDA:EUR_USD 1.08']);
    expect(asked).toHaveLength(2);
  });

  it.each([[{ error: 'none' }, 404], [{ previousClose: 0 }, 200], [{ previousClose: 'x' }, 200], [{}, 200]])(
    'takes %j with %i for none, and asks no more that day', async (body, status) => {
      quotes.want(['AAPL']);
      await reply(body, status);
      clock.advance(10 * LOOK_PAUSE);
      expect([asked, closes]).toEqual([['AAPL'], []]);
    });

  it('reports the figures of the day, and refreshes those of the most important symbol', async () => {
    quotes.want(['AAPL', 'MSFT']);
    await reply({ previousClose: 1, open: 2, high: 4, low: 1.5, time: 77 });
    await reply({ previousClose: 5, open: 6, high: 7, low: 5, time: 78 });
    expect(days).toEqual(['AAPL 2 4 1.5 77', 'MSFT 6 7 5 78']);
    clock.advance(DAY_PAUSE);
    expect(asked).toEqual(['AAPL', 'MSFT', 'AAPL']);
    await reply({ previousClose: 1, open: 2, high: 9, low: 1.5, time: 99 });
    expect(days.at(-1)).toBe('AAPL 2 9 1.5 99');
    quotes.want(['MSFT', 'AAPL']);
    expect(asked).toEqual(['AAPL', 'MSFT', 'AAPL', 'MSFT']);
  });

  it('asks sooner while newer figures are being fetched, and takes no half of them', async () => {
    quotes.want(['AAPL']);
    await reply({ previousClose: 1, open: 2, high: 4, time: 77 });
    expect([days, closes]).toEqual([[], ['AAPL 1']]);
    clock.advance(LOOK_PAUSE);
    await reply({ previousClose: 1, open: 2, high: 4, low: 1, time: 77 });
    expect([asked.length, days]).toEqual([2, ['AAPL 2 4 1 77']]);
  });

  it('asks again on a new day', async () => {
    quotes.want(['AAPL']);
    await reply({ previousClose: 1 });
    day = 'Tuesday';
    clock.advance(LOOK_PAUSE);
    await reply({ previousClose: 2 });
    expect(closes).toEqual(['AAPL 1', 'AAPL 2']);
  });

  it.each([202, 503])('waits as long as the server asks for with %i, whatever is wanted meanwhile', async (status) => {
    quotes.want(['AAPL']);
    await reply({}, status, { 'Retry-After': '20' });
    quotes.want(['MSFT', 'AAPL']);
    clock.advance(19_999);
    expect(asked).toEqual(['AAPL']);
    clock.advance(1);
    expect(asked).toEqual(['AAPL', 'MSFT']);
  });

  it('tries again after an error, later each time', async () => {
    quotes.want(['AAPL']);
    answer(undefined);
    await settled();
    clock.advance(LOOK_PAUSE);
    expect(asked).toHaveLength(2);
    await reply('oops', 500);
    clock.advance(LOOK_PAUSE);
    await reply({ previousClose: 3 });
    expect(closes).toEqual(['AAPL 3']);
  });

  it('reports what is known of a symbol that returns, without a request', async () => {
    quotes.want(['AAPL']);
    await reply({ previousClose: 4 });
    quotes.want([]);
    quotes.want(['AAPL']);
    expect([asked, closes]).toEqual([['AAPL'], ['AAPL 4', 'AAPL 4']]);
  });
});
