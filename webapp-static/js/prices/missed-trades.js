// @ts-check
import { Timers } from '../kit/timers.js';

/** A page that missed trades is slow or far away: what it lacks is asked for when the flood may be over. */
export const MISSED_PAUSE = 5_000;

/**
 * Asks again for symbols of which the server left trades out: the answer brings those it still has, and candles in place
 * of the others.
 */
export class MissedTrades {
  /** @type {Timers} */ #waiting;
  /** @type {(symbol: string) => void} */ #ask;

  /** @param {import('../kit/timers.js').Clock} clock @param {(symbol: string) => void} ask */
  constructor(clock, ask) {
    this.#waiting = new Timers(clock);
    this.#ask = ask;
  }

  /** @param {import('./protocol.js').Message} message */
  onMessage(message) {
    if (message.kind === 'trades' && message.batch.missed && !this.#waiting.has(message.symbol)) {
      this.#waiting.start(message.symbol, () => this.#ask(message.symbol), MISSED_PAUSE);
    }
  }
}
