// @ts-check
import { Timer } from '../kit/timers.js';

/**
 * The US stock market's hours, as the server sends them.
 * @typedef {{ from: number, to: number }} Stretch  ms
 * @typedef {Stretch & { session: string }} Session
 * @typedef {object} Market
 * @property {string | null} holiday
 * @property {Session[]} sessions  in order, with some days before and after now
 *
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} now
 * @property {(market: Market, offset: number) => void} onMarket  with how far the server's clock is ahead, ms
 */

/** Hours change once a day; holidays may be announced later. */
const AGAIN = 10 * 60_000;
const RETRY = 30_000;

/** Fetches the market's hours and the server's time, and refreshes them; retries sooner after an error. */
export class MarketHours {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #timer;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#timer = new Timer(deps.clock);
  }

  async start() {
    const { url, get, now, onMarket } = this.#deps;
    let pause = RETRY;
    try {
      const sentAt = now();
      const response = await get(url);
      const receivedAt = now();
      const market = response.ok ? await response.json() : undefined;
      if (Array.isArray(market?.sessions) && Number.isFinite(market.now)) {
        pause = AGAIN;
        onMarket(market, market.now - (sentAt + receivedAt) / 2);
      }
    } catch {
      // No answer, or not JSON: until there is one, the page does not mention the market.
    }
    this.#timer.start(() => { this.start(); }, pause);
  }

  stop() {
    this.#timer.cancel();
  }
}

/**
 * The times between the sessions: nothing is traded then.
 * @param {Market | undefined} market
 * @returns {Stretch[]}
 */
export function closedTimes(market) {
  const sessions = market?.sessions ?? [];
  return sessions.slice(1).flatMap(({ from }, i) => (from > sessions[i].to ? [{ from: sessions[i].to, to: from }] : []));
}

/**
 * Whether stocks are traded at a time, and when the market opens next; undefined outside of the known sessions.
 * @param {Market | undefined} market
 * @param {number} time
 */
export function marketAt(market, time) {
  const sessions = market?.sessions ?? [];
  if (sessions.length === 0 || time < sessions[0].from || time >= sessions[sessions.length - 1].to) return undefined;
  const next = sessions.find((one) => time < one.to);
  if (!next) return undefined;
  const isOpen = time >= next.from;
  return { isOpen, opens: isOpen ? undefined : next.from };
}
