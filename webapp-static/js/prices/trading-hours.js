// @ts-check

/**
 * @typedef {import('./market-hours.js').Stretch} Stretch
 * @typedef {import('./market-hours.js').Market} Market
 * @typedef {'stocks' | 'forex'} Calendar  whose hours a symbol keeps
 * @typedef {Stretch & { session: string }} Extended  a session before or after the regular one
 */

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** New York's time is so far behind UTC in winter, ms; an hour less in summer. */
const EASTERN = 5 * HOUR;
/** The sessions of a stock's usual day, in hours of New York: before the opening, regular, after the close. */
const SESSIONS = [[4, 9.5], [9.5, 16], [16, 20]];
const NAMES = ['pre-market', 'regular', 'post-market'];
const REGULAR = NAMES[1];
/** Currencies are traded from Sunday to Friday, both at this hour of New York. */
const FOREX_HOUR = 17;
const [MARCH, NOVEMBER] = [2, 10];
const [SUNDAY, FRIDAY, SATURDAY] = [0, 5, 6];

/**
 * The sessions that overlap a stretch, in order: those of the server for the days around now that it
 * covers, elsewhere the usual ones. A holiday of another time is a day without trades.
 * @param {Calendar} calendar
 * @param {Stretch} stretch
 * @param {Market} [market]
 * @returns {Stretch[]}
 */
export function sessionsIn(calendar, { from, to }, market) {
  const served = calendar === 'stocks' ? market?.sessions ?? [] : [];
  const [first, last] = [served[0], served.at(-1)].map((one) => (one ? dateOf(one.from) : Infinity));
  /** @type {Stretch[]} */
  const usual = [];
  for (let date = dateOf(from) - DAY; date <= dateOf(to) + DAY; date += DAY) usual.push(...sessionsOf(calendar, date));
  const isServed = (/** @type {Stretch} */ one) => dateOf(one.from) >= first && dateOf(one.from) <= last;
  return [...usual.filter((one) => !isServed(one)), ...served]
    .filter((one) => one.from < to && one.to > from).sort((a, b) => a.from - b.from)
    .map((one) => ({ from: one.from, to: one.to }));
}

/**
 * The sessions of US stocks before and after the regular hours that overlap a stretch, in order.
 * @param {Stretch} stretch
 * @param {Market} [market]
 * @returns {Extended[]}
 */
export function extendedIn(stretch, market) {
  const nameOf = (/** @type {number} */ hour) => NAMES[SESSIONS.findIndex(([from]) => from === hour)];
  return sessionsIn('stocks', stretch, market).flatMap((one) => {
    const served = market?.sessions.find(({ from }) => from === one.from)?.session;
    const session = served ?? nameOf((one.from - newYork(dateOf(one.from), 0)) / HOUR) ?? REGULAR;
    return session === REGULAR ? [] : [{ ...one, session }];
  });
}

/**
 * The day of a market that a time belongs to, as 00:00 UTC of its date: in New York for stocks, for currencies that of the evening
 * at 17:00 on which it ends there, for all others in UTC.
 * @param {Calendar | undefined} calendar
 * @param {number} time  ms
 */
export function dayOf(calendar, time) {
  if (calendar === undefined) return Math.floor(time / DAY) * DAY;
  const date = dateOf(time);
  return date + (calendar === 'forex' && time >= newYork(date, FOREX_HOUR) ? DAY : 0);
}

/**
 * Midnight of a time's date where its market is: in New York, or in UTC for what is traded round the clock, ms.
 * @param {Calendar | undefined} calendar
 * @param {number} time
 */
export function midnightOf(calendar, time) {
  return calendar === undefined ? Math.floor(time / DAY) * DAY : newYork(dateOf(time), 0);
}

/** The sessions that begin on a date. @param {Calendar} calendar @param {number} date  00:00 UTC of the date in New York */
function sessionsOf(calendar, date) {
  const day = new Date(date).getUTCDay();
  const at = (/** @type {number} */ hour, days = 0) => newYork(date + days * DAY, hour);
  if (calendar === 'stocks') {
    return day === SUNDAY || day === SATURDAY ? [] : SESSIONS.map(([from, to]) => ({ from: at(from), to: at(to) }));
  }
  return day === SUNDAY ? [{ from: at(FOREX_HOUR), to: at(FOREX_HOUR, FRIDAY - SUNDAY) }] : [];
}

/** The date in New York at a time, as 00:00 UTC. @param {number} time */
function dateOf(time) {
  const winter = Math.floor((time - EASTERN) / DAY) * DAY;
  return time >= newYork(winter + DAY, 0) ? winter + DAY : winter;
}

/** An hour of a date in New York, in ms since 1970. @param {number} date  as 00:00 UTC @param {number} hour */
function newYork(date, hour) {
  const year = new Date(date).getUTCFullYear();
  // Summer time begins and ends on a Sunday at 2:00, when nothing is traded.
  const isSummer = date >= sundayOf(year, MARCH, 2) && date < sundayOf(year, NOVEMBER, 1);
  return date + hour * HOUR + EASTERN - (isSummer ? HOUR : 0);
}

/** The first, second … Sunday of a month, as 00:00 UTC. @param {number} year @param {number} month @param {number} nth */
function sundayOf(year, month, nth) {
  const first = Date.UTC(year, month, 1);
  return first + (((7 - new Date(first).getUTCDay()) % 7) + 7 * (nth - 1)) * DAY;
}
