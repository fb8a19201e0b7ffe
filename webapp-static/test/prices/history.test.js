// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { ABSENT_PAUSE, DEADLINE, History, SETTLING } from '../../js/prices/history.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { ManualClock } from '../manual-clock.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
const NOW = 20_000 * DAY + 12 * 3_600_000;

/** @type {ManualClock} */ let clock;
/** What was requested, days as numbers. @type {string[]} */ let requests;
/** @type {AbortSignal[]} */ let signals;
/** @type {(answer: Response | undefined) => void} */ let answer;
/** @type {History} */ let history;
/** @type {LiveSymbol} */ let live;

/** @param {import('../../js/prices/history.js').First} [first] */
const create = (first) => new History({
  url: 'http://here/api/candles',
  get: (url, signal) => {
    const { searchParams: query } = new URL(url);
    const day = (/** @type {string} */ name) => (query.has(name) ? String(Number(query.get(name)) / DAY) : 'now');
    requests.push(`${query.get('symbol')} ${day('from')}-${day('to')}`);
    signals.push(signal);
    return new Promise((resolve, reject) => {
      answer = (response) => (response ? resolve(response) : reject(new TypeError('no network')));
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  },
  clock, random: () => 1, now: () => clock.now, changed: () => {}, first: () => first,
});
const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });
/** @param {unknown} body @param {number} [status] @param {Record<string, string>} [headers] */
const reply = async (body, status = 200, headers = {}) => {
  answer(new Response(JSON.stringify(body), { status, headers }));
  await settled();
};
/** Days from one to another, with a next page if there are older ones. @param {number} from @param {number} to @param {number} [next] */
const days = (from, to, next) => ({
  candles: Array.from({ length: to - from }, (_, i) => [(from + i) * DAY, 1, 2, 0.5, 1.5, 10, 3]),
  gaps: [], sources: [{ from: from * DAY, id: 'finnhub' }], next: next === undefined ? undefined : next * DAY,
});
/** @param {number} from @param {number} [to] */
const want = (from, to = NOW / DAY) => history.want([{ interval: DAY, from: from * DAY, to: to * DAY }]);

beforeEach(() => {
  clock = new ManualClock();
  clock.now = NOW;
  requests = [];
  signals = [];
  history = create();
  live = new LiveSymbol('AAPL');
  history.show(live);
});

describe('History', () => {
  it('fetches what a view lacks once, one request at a time, and hands it to the symbol', async () => {
    want(19_000);
    want(19_000);
    expect(requests).toEqual(['AAPL 19000-now']);
    expect(history.isLoading(live)).toBe(true);
    await reply(days(19_000, 20_001));
    want(19_500);
    want(19_000);
    expect([requests.length, live.book.days.length, history.isLoading(live)]).toEqual([1, 1_001, false]);
  });

  it('fetches the older pages until it has all that is wanted, and none of them twice', async () => {
    want(18_000);
    await reply(days(19_500, 20_001, 19_500));
    await reply(days(18_600, 19_500, 18_600));
    await reply(days(18_000, 18_600, 18_000));
    expect(requests).toEqual(['AAPL 18000-now', 'AAPL 18000-19500', 'AAPL 17870-18600']);
    want(18_000);
    expect([requests.length, live.book.days.length]).toEqual([3, 2_001]);
    expect(live.book.days.every(({ x }, i, all) => i === 0 || x > all[i - 1].x)).toBe(true);
  });

  it('requests older ones in pieces that last, while the reader pans', async () => {
    want(19_900);
    await reply(days(19_900, 20_001, 19_900));
    want(19_899);
    expect(requests.at(-1)).toBe('AAPL 19170-19900');
    await reply(days(19_170, 19_900));
    want(19_200);
    expect(requests).toHaveLength(2);
  });

  it('looks once for what is older than an empty stretch, and stops where the server has nothing', async () => {
    want(19_990);
    await reply(days(19_990, 20_001));
    want(19_900);
    await reply(days(19_260, 19_260));
    want(18_000);
    expect(requests.slice(1)).toEqual(['AAPL 19260-19990', 'AAPL 0-19260']);
    await reply(days(17_000, 17_005));
    want(10_000);
    expect([requests.length, live.book.days.length]).toEqual([3, 16]);
  });

  it('requests the newest again when another candle is over', async () => {
    want(19_990);
    await reply(days(19_990, 20_001, 19_990));
    clock.now += 3_600_000;
    want(19_990, clock.now / DAY);
    expect(requests).toHaveLength(1);
    clock.now += 120_000;
    want(19_990, clock.now / DAY);
    expect(requests.at(-1)).toMatch(/^AAPL 19999(\.\d+)?-now$/);
  });

  it('drops the request when another symbol is shown', async () => {
    want(19_000);
    const other = new LiveSymbol('MSFT');
    history.show(other);
    want(19_990);
    await settled();
    expect([requests, signals.map(({ aborted }) => aborted)]).toEqual([['AAPL 19000-now', 'MSFT 19990-now'], [true, false]]);
    await reply(days(19_990, 20_001));
    expect([live.book.days.length, other.book.days.length]).toEqual([0, 11]);
  });

  it.each([[404, { error: 'none' }], [200, {}]])('takes %i with %j for no history, and tries again much later', async (status, body) => {
    want(19_000);
    await reply(body, status);
    expect([live.book.archive.isAbsent, live.book.archive.hasAny, history.isLoading(live), history.hasFailed]).toEqual([true, false, false, false]);
    clock.advance(ABSENT_PAUSE - 1);
    expect(requests).toHaveLength(1);
    clock.advance(1);
    expect(requests).toHaveLength(2);
  });

  it.each([[202, '7', 7_000], [503, '40', 40_000], [429, 'soon', 1_000]])('waits as long as the server requires: %i, %s', async (status, after, pause) => {
    want(19_000);
    await reply({}, status, { 'Retry-After': after });
    expect(history.isLoading(live)).toBe(true);
    clock.advance(pause - 1);
    expect(requests).toHaveLength(1);
    clock.advance(3_000);
    expect(requests).toHaveLength(2);
  });

  it('tries again after an error, less and less often, and reports it', async () => {
    want(19_000);
    answer(undefined);
    await settled();
    expect([history.hasFailed, requests.length]).toEqual([true, 1]);
    clock.advance(5_000);
    expect(requests).toHaveLength(2);
    await reply({}, 500);
    clock.advance(5_000);
    await reply({}, 500);
    clock.advance(5_000);
    expect(requests).toHaveLength(3);
    clock.advance(3_000);
    expect(requests).toHaveLength(4);
    await reply(days(19_000, 20_001));
    expect([history.hasFailed, live.book.days.length]).toEqual([false, 1_001]);
  });

  it('requests again at once when there is a network', async () => {
    want(19_000);
    history.retry();
    expect(requests).toHaveLength(1);
    answer(undefined);
    await settled();
    history.retry();
    expect(requests).toHaveLength(2);
    await reply(days(19_000, 20_001));
    history.retry();
    expect(requests).toHaveLength(2);
  });

  it('requests what the server is still fetching again, less and less often, and shows what there is', async () => {
    want(19_000);
    const pauses = [];
    for (let i = 0; i < 8; i += 1) {
      await reply({ ...days(19_990, 20_001), pending: true });
      expect([history.isLoading(live), history.hasFailed, live.book.days.length, live.book.archive.hasAny]).toEqual([true, false, 11, false]);
      const before = clock.now;
      while (requests.length === i + 1) clock.advance(250);
      pauses.push(clock.now - before);
    }
    expect(pauses).toEqual([1_250, 2_500, 5_000, 10_000, 20_000, 37_500, 37_500, 37_500]);
    await reply(days(19_000, 20_001));
    expect([history.isLoading(live), live.book.days.length, new Set(requests).size]).toEqual([false, 1_001, 1]);
  });

  it('requests candles of another length while the server is fetching those of one', async () => {
    const hours = { interval: 3_600_000, from: 19_990 * DAY, to: NOW };
    history.want([{ interval: DAY, from: 19_000 * DAY, to: NOW }, hours]);
    await reply({ candles: [], pending: true });
    expect(requests).toEqual(['AAPL 19000-now', 'AAPL 19990-now']);
  });

  it('aborts what no view needs any more, and never what is only moved', async () => {
    const hours = { interval: 3_600_000, from: 19_990 * DAY, to: NOW };
    history.want([hours]);
    history.want([{ ...hours, from: 19_980 * DAY, to: 19_985 * DAY }]);
    expect([requests.length, signals[0].aborted]).toEqual([1, false]);
    want(19_000);
    await settled();
    expect([requests, signals.map(({ aborted }) => aborted), history.hasFailed])
      .toEqual([['AAPL 19990-now', 'AAPL 19000-now'], [true, false], false]);
  });

  it.each([400, 410])('takes %i for no history', async (status) => {
    want(19_000);
    await reply({ code: 'BAD_SYMBOL', error: 'none' }, status);
    expect([live.book.archive.isAbsent, history.hasFailed]).toEqual([true, false]);
  });

  describe('with a request of the head of the page', () => {
    /** @param {Partial<import('../../js/prices/history.js').First>} parts */
    const open = (parts) => {
      const abort = new AbortController();
      const response = Promise.resolve(new Response(JSON.stringify(days(19_000, 20_001))));
      history = create({ symbol: 'AAPL', interval: DAY, from: 19_000 * DAY, response, abort, ...parts });
      history.show(live);
      return abort.signal;
    };

    it('takes its answer', async () => {
      open({});
      want(19_500);
      await settled();
      want(19_500);
      expect([requests, live.book.days.length, live.book.archive.known(DAY)?.from]).toEqual([[], 1_001, 19_000 * DAY]);
    });

    it.each([{ symbol: 'MSFT' }, { interval: MINUTE }, { from: 19_600 * DAY }])('does not if it is for something else: %j', async (parts) => {
      open(parts);
      want(19_500);
      expect(requests).toEqual(['AAPL 19500-now']);
    });

    it('aborts it, too', async () => {
      const signal = open({ response: new Promise(() => {}) });
      want(19_500);
      history.show(new LiveSymbol('MSFT'));
      expect(signal.aborted).toBe(true);
    });
  });

  it('requests nothing of what is no symbol', () => {
    for (const symbol of ['', 'no "symbol"']) {
      history.show(new LiveSymbol(symbol));
      want(19_000);
    }
    expect(requests).toEqual([]);
  });

  it('requests what no view needs only when the first answer has been there for a while', async () => {
    const minutes = { interval: MINUTE, from: 19_999 * DAY, to: NOW };
    const all = { interval: DAY, from: 0, to: NOW, canWait: true };
    history.want([minutes, all]);
    await reply({ candles: [], gaps: [], sources: [] });
    history.want([minutes, all]);
    clock.advance(SETTLING - 1);
    expect(requests).toEqual(['AAPL 19999-now']);
    clock.advance(1);
    expect(requests).toEqual(['AAPL 19999-now', 'AAPL 0-now']);
    await reply(days(19_000, 19_001));
    history.show(new LiveSymbol('MSFT'));
    history.want([all]);
    expect(requests).toHaveLength(2);
  });

  it('gives up a request without an answer', async () => {
    want(19_000);
    clock.advance(DEADLINE);
    await settled();
    expect([signals[0].aborted, history.hasFailed]).toEqual([true, true]);
  });

  it('keeps no more minutes than there is room for, and then requests no older ones', async () => {
    const from = NOW - 30_000 * MINUTE;
    history.want([{ interval: MINUTE, from, to: NOW }]);
    await reply({ candles: Array.from({ length: 30_000 }, (_, i) => [from + i * MINUTE, 1, 1, 1, 1, 1, 1]), gaps: [], sources: [], next: from });
    history.want([{ interval: MINUTE, from: from - DAY, to: NOW }]);
    expect([live.book.minutes.length, requests.length]).toEqual([20_160, 1]);
  });
});
