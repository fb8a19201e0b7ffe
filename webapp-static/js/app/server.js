// @ts-check
import { fetchRefusal } from '../prices/handshake-refusal.js';
import { History } from '../prices/history.js';
import { MarketHours } from '../prices/market-hours.js';
import { Quotes } from '../prices/quotes.js';
import { RecentMinutes } from '../prices/recent-minutes.js';
import { ServerStatus } from '../status/server-status.js';

/** @typedef {import('../status/server-status.js').StatusReport} StatusReport */

/** Request timeout, ms. */
const DEADLINE = 15_000;
const SIGNED_OUT = 401;

/**
 * Polls the server over HTTP: the market's hours, with the offset of the server's clock, and the server's status.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {import('../kit/timers.js').Clock} deps.clock
 * @param {import('../prices/device-clock.js').DeviceClock} deps.device
 * @param {() => void} deps.changed  requests a frame
 * @param {() => void} deps.onWanted  the limit of symbols has changed
 * @param {(symbol: string) => void} deps.onDoubt  trades of the symbol were accepted that the server rejects
 * @param {(report: StatusReport | undefined) => void} deps.onStatus  after each request; undefined if it failed
 */
export function pollServer({ state, clock, device, changed, onWanted, onDoubt, onStatus }) {
  /** @type {number | undefined} */ let symbolLimit;
  const market = new MarketHours({
    url: new URL('api/market', document.baseURI).href,
    get: (url) => fetch(url),
    clock,
    now: () => device.now,
    onMarket: (hours, offset) => {
      state.market = hours;
      state.onServerClock(offset).forEach(onDoubt);
      changed();
    },
  });
  market.start();
  const status = new ServerStatus({
    url: new URL('api/status', document.baseURI).href,
    get: (url) => fetch(url, { signal: AbortSignal.timeout(DEADLINE) }),
    clock,
    now: () => device.now,
    onAnswer: (report) => {
      if (report) state.isSignedOut = false;
      if (report?.symbolLimit !== undefined && report.symbolLimit !== symbolLimit) {
        symbolLimit = report.symbolLimit;
        state.onLimit(symbolLimit);
        onWanted();
      }
      onStatus(report);
      changed();
    },
    // An open connection continues, signed in or not.
    onSignedOut: () => { state.isSignedOut = !state.isOpen; },
  });
  return Object.assign(status, {
    /** A clock has jumped, this device's or the server's: measures the offset of the server's clock again. */
    onClockJump: () => { market.start(); },
  });
}

/**
 * Creates the client for quotes, whose previous close and day figures go to the page's state.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {import('../kit/timers.js').Clock} deps.clock
 * @param {() => void} deps.changed  requests a frame
 */
export function createQuotes({ state, clock, changed }) {
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: 'America/New_York' });
  return new Quotes({
    url: new URL('api/quote', document.baseURI).href,
    get: (url) => fetch(url, { signal: AbortSignal.timeout(DEADLINE) }),
    clock,
    random: Math.random,
    today: () => day.format(),
    now: Date.now,
    onDay: (symbol, figures) => {
      state.symbols.get(symbol)?.onDay(figures);
      changed();
    },
    onClose: (symbol, price) => {
      state.symbols.get(symbol)?.onPreviousClose(price);
      changed();
    },
  });
}

/**
 * Creates the check why handshakes are refused, whose result goes to the page's state.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {(delay: number) => number} deps.holdOff  delays the next handshake, and returns the time until then, ms
 * @param {() => void} deps.changed  requests a frame
 */
export function createRefusalCheck({ state, holdOff, changed }) {
  let isPending = false;
  return async () => {
    if (isPending) return;
    isPending = true;
    const answer = await fetchRefusal(new URL('prices', document.baseURI).href,
      (url) => fetch(url, { method: 'POST', cache: 'no-store', signal: AbortSignal.timeout(DEADLINE) }));
    isPending = false;
    if (state.isOpen) return;
    const refusal = typeof answer === 'object' ? answer : undefined;
    if (answer) state.isSignedOut = refusal?.status === SIGNED_OUT;
    const isHeldOff = refusal && !state.isSignedOut;
    state.onHandshakeRefused(isHeldOff ? refusal : undefined, isHeldOff ? holdOff(refusal.retryAfter) : 0);
    changed();
  };
}

/**
 * Creates the client for the history of the main symbol.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {import('../kit/timers.js').Clock} deps.clock
 * @param {() => void} deps.changed  requests a frame
 */
export function createHistory({ state, clock, changed }) {
  return new History({
    url: new URL('api/candles', document.baseURI).href,
    get: (url, signal) => fetch(url, { signal }),
    clock,
    random: Math.random,
    now: () => state.now,
    changed,
    first: () => /** @type {Window & { firstHistory?: import('../prices/history.js').First }} */ (window).firstHistory,
  });
}

/**
 * Creates the client for the last minutes of all symbols.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {import('../kit/timers.js').Clock} deps.clock
 * @param {() => void} deps.changed  requests a frame
 */
export function createRecentMinutes({ state, clock, changed }) {
  return new RecentMinutes({
    url: new URL('api/candles', document.baseURI).href,
    get: (url) => fetch(url, { signal: AbortSignal.timeout(DEADLINE) }),
    clock,
    now: () => state.now,
    onPage: (symbol, page) => {
      state.symbols.get(symbol)?.onRecent(page);
      changed();
    },
  });
}
