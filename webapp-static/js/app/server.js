// @ts-check
import { MarketHours } from '../prices/market-hours.js';
import { Quotes } from '../prices/quotes.js';
import { ServerStatus } from '../status/server-status.js';

/** @typedef {import('../status/server-status.js').StatusReport} StatusReport */

/** A server that takes longer will not answer any more. */
const DEADLINE = 15_000;

/**
 * What the page asks the server beside prices: the hours of the market, which it keeps in the page's state with what the
 * server's clock is ahead, and how the server is.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {import('../kit/timers.js').Clock} deps.clock
 * @param {import('../prices/device-clock.js').DeviceClock} deps.device
 * @param {() => void} deps.changed  asks for a frame
 * @param {() => void} deps.onWanted  the server lets this page hold more symbols or fewer
 * @param {(symbol: string) => void} deps.onDoubt  trades of the symbol were believed that the server does not believe
 * @param {(facts: StatusReport | undefined) => void} deps.onStatus  it has said how it is, or not answered
 */
export function pollServer({ state, clock, device, changed, onWanted, onDoubt, onStatus }) {
  /** @type {number | undefined} */ let places;
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
    onAnswer: (facts) => {
      if (facts) state.isSignedOut = false;
      if (facts?.places !== undefined && facts.places !== places) {
        places = facts.places;
        state.onLimit(places);
        onWanted();
      }
      onStatus(facts);
      changed();
    },
    // Whoever is connected goes on, signed in or not.
    onSignedOut: () => { state.isSignedOut = !state.isOpen; },
  });
  return Object.assign(status, {
    /** This device's clock is another one: what the server's is ahead of it is measured again. */
    onClockJump: () => { market.start(); },
  });
}

/**
 * What prices are compared with: asks for the quotes of the symbols that the server holds for this page.
 * @param {object} deps
 * @param {import('./page-state.js').PageState} deps.state
 * @param {import('../kit/timers.js').Clock} deps.clock
 * @param {() => void} deps.changed  asks for a frame
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
