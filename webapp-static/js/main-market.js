// @ts-check
import { MarketHours } from './wire/market.js';

/**
 * Keeps the hours of the market, and what the server's clock is ahead, in the page's state. A part of main.js.
 * @param {object} around
 * @param {import('./model/page-state.js').PageState} around.state
 * @param {import('./wire/timers.js').Clock} around.clock
 * @param {() => void} around.changed
 */
export function keepMarketHours({ state, clock, changed }) {
  new MarketHours({
    url: new URL('api/market', document.baseURI).href,
    get: (url) => fetch(url),
    clock,
    now: Date.now,
    onMarket: (market, offset) => {
      state.market = market;
      state.clockOffset = offset;
      changed();
    },
  }).start();
}
