// @ts-check

/** How far a trade may lie ahead of its arrival and behind it, ms. The server has the same rule in `TradeTime`. */
export const MAX_AHEAD = 60_000;
export const MAX_BEHIND = 3_650 * 24 * 60 * 60_000;

/**
 * Whether the time of a trade can be believed. It comes from outside and is data: it neither orders trades nor tells their age.
 * @param {number} time  of the trade, ms
 * @param {number} arrived  ms by the server's clock; no later than that for what was known before the page came
 */
export function isPlausible(time, arrived) {
  return time - arrived <= MAX_AHEAD && arrived - time <= MAX_BEHIND;
}

/**
 * Which of a symbol's trades is the last one: the one that arrived last. Only a late report, older than the last trade by more
 * than a minute and within a minute after it, goes to its own time and changes no price.
 * @template {{ x: number }} T
 */
export class LastTrade {
  /** @type {T | undefined} */ #trade;
  /** When it arrived, ms. */ #arrived = -Infinity;
  /** The newest time of a trade that was not ahead of its arrival, ms. */ #newest = -Infinity;

  get trade() { return this.#trade; }

  /** When it was traded, at most when it arrived, ms: what its age counts from. */
  get time() { return Math.min(this.#trade?.x ?? -Infinity, this.#arrived); }

  /** @param {T} trade  that arrives now @param {number} [now]  ms by the server's clock; the trade's own time unless given */
  add(trade, now = trade.x) {
    const isReport = trade.x < this.#newest - MAX_AHEAD && now - this.#arrived < MAX_AHEAD;
    if (trade.x <= now) this.#newest = Math.max(this.#newest, trade.x);
    if (this.#trade && isReport) return;
    this.#trade = trade;
    this.#arrived = now;
  }

  /** The clock was found to be another one. @param {number} now @param {number} shift  what it is ahead of the one before, ms */
  onClock(now, shift) {
    this.#arrived += shift;
    this.#newest = Math.min(this.#newest, now);
  }

  /** Trades from another source follow. @param {T} [trade]  the last one that stays */
  restart(trade) {
    this.#trade = trade;
    this.#arrived = trade?.x ?? -Infinity;
    this.#newest = -Infinity;
  }
}
