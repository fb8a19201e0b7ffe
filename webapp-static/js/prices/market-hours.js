// @ts-check
import { Timer } from '../kit/timers.js';

/**
 * @typedef {{ from: number, to: number, session: string }} Session
 * @typedef {{ now: number, holiday: string | null, sessions: Session[] }} Market
 * @typedef {object} Surroundings
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} now
 * @property {(market: Market, offset: number) => void} onMarket  with what the server's clock is ahead, ms
 */

/** Hours change once a day; holidays may be learned later. */
const AGAIN = 10 * 60_000;
const RETRY = 30_000;

/** Keeps the hours of the market, and the server's clock, as known as they can be. Never in the way of prices. */
export class MarketHours {
  /** @type {Surroundings} */ #around;
  /** @type {Timer} */ #timer;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#timer = new Timer(around.clock);
  }

  async start() {
    const { url, get, now, onMarket } = this.#around;
    let pause = RETRY;
    try {
      const asked = now();
      const response = await get(url);
      const answered = now();
      const market = response.ok ? await response.json() : undefined;
      if (Array.isArray(market?.sessions) && Number.isFinite(market.now)) {
        pause = AGAIN;
        onMarket(market, market.now - (asked + answered) / 2);
      }
    } catch {
      // No answer, or not JSON: the page says "market" of nothing until there is one.
    }
    this.#timer.start(() => { this.start(); }, pause);
  }

  stop() {
    this.#timer.cancel();
  }
}
