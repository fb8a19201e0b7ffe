// @ts-check
import { Timer } from './timers.js';

/**
 * What `/api/status` says, as far as the page needs it; what is missing is undefined.
 * @typedef {object} Facts
 * @property {string | undefined} feed
 * @property {number | undefined} since  in ms
 * @property {boolean} simulated
 * @property {{ used: number, total: number } | undefined} slots
 * @property {Record<string, number>} symbols  viewers of each symbol carried
 * @property {number | undefined} browsers
 * @property {boolean | undefined} busy
 * @property {number | undefined} updateMillis
 * @property {string | undefined} version
 * @property {{ p50: number, p99: number } | undefined} tradeDelay  from a trade to the server, in ms
 * @property {number | undefined} now  the server's clock, in ms
 * @property {number} sentAt  by this device's clock, in ms
 * @property {number} receivedAt
 *
 * @typedef {object} Surroundings
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('./timers.js').Clock} clock
 * @property {() => number} now
 * @property {() => void} onChange  an answer has come, or none
 */

/** Asks the server how it is, again and again while wanted; one question at a time. */
export class ServerStatus {
  /** @type {Surroundings} */ #around;
  /** @type {Timer} */ #timer;
  /** @type {Facts | undefined} */ #latest;
  /** What an earlier start has asked is not for a later one. */ #run = 0;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#timer = new Timer(around.clock);
  }

  /** The last answer; undefined while there is none, and when the last question failed. */
  get latest() { return this.#latest; }

  /** Asks at once and then again and again. @param {number} everyMs  from an answer to the next question */
  start(everyMs) {
    this.stop();
    this.#ask(everyMs, this.#run);
  }

  stop() {
    this.#run += 1;
    this.#timer.cancel();
  }

  /** @param {number} everyMs @param {number} run */
  async #ask(everyMs, run) {
    const facts = await this.#fetch();
    if (run !== this.#run) return;
    this.#latest = facts;
    this.#timer.start(() => this.#ask(everyMs, run), everyMs);
    this.#around.onChange();
  }

  /** @returns {Promise<Facts | undefined>} */
  async #fetch() {
    const { url, get, now } = this.#around;
    try {
      const sentAt = now();
      const response = await get(url);
      const receivedAt = now();
      return response.ok ? toFacts(await response.json(), sentAt, receivedAt) : undefined;
    } catch {
      // No answer, or not JSON: then nothing is known, and the page says so.
      return undefined;
    }
  }
}

/** @param {any} body @param {number} sentAt @param {number} receivedAt @returns {Facts} */
function toFacts(body, sentAt, receivedAt) {
  const { slots, tradeDelay } = body;
  return {
    feed: typeof body.feed === 'string' ? body.feed : undefined,
    since: toNumber(body.since),
    simulated: body.simulated === true,
    slots: isNumber(slots?.used) && isNumber(slots?.total) ? { used: slots.used, total: slots.total } : undefined,
    symbols: typeof body.symbols === 'object' && body.symbols !== null ? body.symbols : {},
    browsers: toNumber(body.browsers),
    busy: typeof body.busy === 'boolean' ? body.busy : undefined,
    updateMillis: toNumber(body.updateMillis),
    version: typeof body.version === 'string' ? body.version : undefined,
    tradeDelay: isNumber(tradeDelay?.p50) && isNumber(tradeDelay?.p99) ? { p50: tradeDelay.p50, p99: tradeDelay.p99 } : undefined,
    now: toNumber(body.now),
    sentAt,
    receivedAt,
  };
}

/** @param {unknown} value */
function toNumber(value) {
  return isNumber(value) ? value : undefined;
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}
