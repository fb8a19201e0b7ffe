// @ts-check
import { describe, expect, it } from 'vitest';
import { dayOf, extendedIn, midnightOf, sessionsIn } from '../../js/prices/trading-hours.js';

const DAY = 86_400_000;
const newYork = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** @param {number} time */
const text = (time) => newYork.format(time).replace(',', '');
const date = (/** @type {number} */ time) => new Date(time).toISOString().slice(0, 10);

it('names the sessions before and after the regular one, those of the server where it has some', () => {
  const monday = Date.UTC(2026, 0, 5);
  const named = (/** @type {import('../../js/prices/market-hours.js').Market} */ market) =>
    extendedIn({ from: monday, to: monday + 2 * DAY }, market).map(({ from, to, session }) => `${text(from)}-${text(to).slice(4)} ${session}`);
  const at = (/** @type {number} */ hour) => monday + hour * 3_600_000;
  expect(named({ holiday: null, sessions: [] })).toEqual([
    'Mon 04:00-09:30 pre-market', 'Mon 16:00-20:00 post-market', 'Tue 04:00-09:30 pre-market', 'Tue 16:00-20:00 post-market',
  ]);
  const short = [{ from: at(14.5), to: at(18), session: 'regular' }, { from: at(18), to: at(22), session: 'post-market' }];
  expect(named({ holiday: null, sessions: short })).toEqual([
    'Mon 13:00-17:00 post-market', 'Tue 04:00-09:30 pre-market', 'Tue 16:00-20:00 post-market',
  ]);
});

it('has midnight where a symbol is traded', () => {
  const summer = Date.UTC(2026, 6, 6, 3);
  expect([midnightOf('stocks', summer), midnightOf('forex', summer + DAY / 2), midnightOf(undefined, summer)].map((time) => new Date(time).toISOString().slice(5, 16)))
    .toEqual(['07-05T04:00', '07-06T04:00', '07-06T00:00']);
});

describe('sessionsIn', () => {
  it('has the hours of New York on each trading day of years, in summer and in winter', () => {
    const sessions = sessionsIn('stocks', { from: Date.UTC(2019, 0, 1, 5), to: Date.UTC(2027, 0, 1, 5) });
    expect(new Set(sessions.map(({ from, to }) => `${text(from).slice(4)}-${text(to).slice(4)}`))).toEqual(new Set(['04:00-09:30', '09:30-16:00', '16:00-20:00']));
    expect(new Set(sessions.map(({ from }) => text(from).slice(0, 3)))).toEqual(new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']));
    expect(sessions.length / 3).toBe(2_088);
    expect(sessions.every(({ from }, i) => i === 0 || from >= sessions[i - 1].to)).toBe(true);
  });

  it('has the week of currencies', () => {
    const sessions = sessionsIn('forex', { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) });
    expect(new Set(sessions.map(({ from, to }) => `${text(from)}-${text(to)}`))).toEqual(new Set(['Sun 17:00-Fri 17:00']));
  });

  it('is what the server sends where it sends something: holidays and short days', () => {
    const served = (/** @type {number} */ day, /** @type {number} */ from, /** @type {number} */ to) => ({
      from: Date.UTC(2026, 10, day, from), to: Date.UTC(2026, 10, day, to), session: 'regular',
    });
    const market = { holiday: null, sessions: [served(25, 14, 21), served(27, 14, 18)] };
    const sessions = sessionsIn('stocks', { from: Date.UTC(2026, 10, 24), to: Date.UTC(2026, 10, 30) }, market);
    expect(sessions.filter(({ from }) => date(from) === '2026-11-26')).toEqual([]);
    expect(sessions.filter(({ from }) => date(from) === '2026-11-24')).toHaveLength(3);
    expect(sessions.at(-1)).toEqual({ from: Date.UTC(2026, 10, 27, 14), to: Date.UTC(2026, 10, 27, 18) });
  });
});

describe('dayOf', () => {
  it.each(/** @type {const} */ ([
    ['stocks', Date.UTC(2026, 10, 30, 0, 30), '2026-11-29'], ['stocks', Date.UTC(2026, 10, 30, 5), '2026-11-30'],
    ['stocks', Date.UTC(2026, 6, 1, 3, 59), '2026-06-30'], ['stocks', Date.UTC(2026, 6, 1, 4), '2026-07-01'],
    ['forex', Date.UTC(2026, 10, 30, 21, 59), '2026-11-30'], ['forex', Date.UTC(2026, 10, 30, 22), '2026-12-01'],
    ['forex', Date.UTC(2026, 6, 1, 21), '2026-07-02'], [undefined, Date.UTC(2026, 10, 30, 0, 30), '2026-11-30'],
  ]))('is the date of the market: %s at %i is of %s', (calendar, time, day) => {
    expect(date(dayOf(calendar, time))).toBe(day);
    expect(dayOf(calendar, time) % DAY).toBe(0);
  });
});
