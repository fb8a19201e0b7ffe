// @ts-check
import { Timer } from '../kit/timers.js';

/**
 * @typedef {object} ScheduleDeps
 * @property {{ follow(everyMs: number): () => void }} server
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} random
 */

/**
 * The answer of `/api/status`, as far as the page needs it; missing fields are undefined.
 * @typedef {object} StatusReport
 * @property {string | undefined} feed
 * @property {number | undefined} since  in ms
 * @property {boolean} simulated
 * @property {{ used: number, total: number } | undefined} slots
 * @property {number | undefined} waiting  symbols in line for a slot
 * @property {number | undefined} polled  symbols whose quotes are fetched, because their trades do not come
 * @property {number | undefined} mute  symbols without any trade from the feed
 * @property {Record<string, number>} symbols  number of viewers of each streamed symbol
 * @property {number | undefined} symbolLimit  most symbols of one page at a time
 * @property {number | undefined} browsers
 * @property {boolean | undefined} busy
 * @property {number | undefined} updateMillis
 * @property {string | undefined} version
 * @property {{ node: string, isHolder: boolean, nodes: number } | undefined} [cluster]  undefined for a server alone
 * @property {string | undefined} history  whether candles outlive the server's process, as a sentence
 * @property {{ p50: number, p99: number } | undefined} tradeDelay  from a trade to the server, in ms
 * @property {number | undefined} now  the server's clock, in ms
 * @property {number} sentAt  by this device's clock, in ms
 * @property {number} receivedAt
 *
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} now
 * @property {(report: StatusReport | undefined) => void} onAnswer  undefined after a failed request
 * @property {() => void} [onSignedOut]  the request was answered with 401
 */

const SIGNED_OUT = 401;
/** What slots are used for. */
const USES = ['chart', 'row', 'mute', 'closed', 'hidden', 'lingering'];
/** Interval while the feed's details are open, ms. */
export const WATCHED_PAUSE = 2_000;
/** Requests for one measurement of the clock offset: a single one may meet a slow moment of the network. */
export const SAMPLES = 3;
export const SAMPLE_PAUSE = 500;
/** Interval between measurements, ms: clocks drift by seconds a day. */
export const CHECK_PAUSE = 30 * 60_000;
/** Jitter after a reconnect, ms, so that reconnecting clients do not all send requests at once. */
export const MAX_DELAY = 60_000;

/** Polls the server's status while there are followers; one request at a time serves all of them. */
export class ServerStatus {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #timer;
  /** @type {StatusReport | undefined} */ #latest;
  /** Followers, each with its interval. @type {Set<{ everyMs: number }>} */ #followers = new Set();
  #isPolling = false;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#timer = new Timer(deps.clock);
  }

  /** The last answer; undefined before the first one, and after a failed request. */
  get latest() { return this.#latest; }

  /**
   * Requests the status at once and then repeatedly, at the shortest interval of all followers.
   * @param {number} everyMs  from an answer to the next request
   * @returns {() => void} ends the following
   */
  follow(everyMs) {
    const follower = { everyMs };
    this.#followers.add(follower);
    this.#poll();
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size === 0) this.#timer.cancel();
    };
  }

  async #poll() {
    if (this.#isPolling) return;
    this.#timer.cancel();
    this.#isPolling = true;
    this.#latest = await this.#fetch();
    this.#isPolling = false;
    this.#deps.onAnswer(this.#latest);
    const pauses = [...this.#followers].map(({ everyMs }) => everyMs);
    if (pauses.length > 0) this.#timer.start(() => this.#poll(), Math.min(...pauses));
  }

  /** @returns {Promise<StatusReport | undefined>} */
  async #fetch() {
    const { url, get, now } = this.#deps;
    try {
      const sentAt = now();
      const response = await get(url);
      if (response.status === SIGNED_OUT) this.#deps.onSignedOut?.();
      const receivedAt = now();
      return response.ok ? toReport(await response.json(), sentAt, receivedAt) : undefined;
    } catch {
      // No answer, or not JSON: the status is unknown, and the page shows that.
      return undefined;
    }
  }
}

/** Schedules status requests: every two seconds while the answers are shown, otherwise occasionally to measure the clock offset. */
export class StatusSchedule {
  /** @type {ScheduleDeps} */ #deps;
  /** @type {Timer} */ #timer;
  #stopWatching = () => {};
  #stopSampling = () => {};
  #wasOpen = false;
  #left = 0;

  /** @param {ScheduleDeps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#timer = new Timer(deps.clock);
  }

  /** @param {boolean} isOpen  whether the price socket is open */
  onConnection(isOpen) {
    this.#timer.cancel();
    if (!isOpen) return;
    this.#timer.start(() => this.#check(), this.#wasOpen ? this.#deps.random() * MAX_DELAY : 0);
    this.#wasOpen = true;
  }

  /** @param {boolean} isWatched  whether the answers are shown */
  watch(isWatched) {
    this.#stopWatching();
    this.#stopWatching = isWatched ? this.#deps.server.follow(WATCHED_PAUSE) : () => {};
  }

  /** A request has been answered or has failed. */
  onAnswer() {
    this.#left -= 1;
    if (this.#left === 0) this.#stopSampling();
  }

  #check() {
    this.#stopSampling();
    this.#left = SAMPLES;
    this.#stopSampling = this.#deps.server.follow(SAMPLE_PAUSE);
    this.#timer.start(() => this.#check(), CHECK_PAUSE);
  }
}

/** @param {any} cluster @returns {StatusReport['cluster']} */
function toCluster(cluster) {
  const { node, role, nodes } = cluster ?? {};
  return typeof node === 'string' && isNumber(nodes) ? { node, isHolder: role === 'holder', nodes } : undefined;
}

/** @param {any} body @param {number} sentAt @param {number} receivedAt @returns {StatusReport} */
function toReport(body, sentAt, receivedAt) {
  const { tradeDelay } = body;
  return {
    feed: typeof body.feed === 'string' ? body.feed : undefined,
    since: toNumber(body.since),
    simulated: body.simulated === true,
    slots: toSlots(body.slots),
    waiting: toNumber(body.waiting),
    polled: toNumber(body.polled),
    mute: toNumber(body.mute),
    symbols: typeof body.symbols === 'object' && body.symbols !== null ? body.symbols : {},
    symbolLimit: Number.isInteger(body.symbolsPerClient) && body.symbolsPerClient > 0 ? body.symbolsPerClient : undefined,
    browsers: toNumber(body.browsers),
    busy: typeof body.busy === 'boolean' ? body.busy : undefined,
    updateMillis: toNumber(body.updateMillis),
    version: typeof body.version === 'string' ? body.version : undefined,
    cluster: toCluster(body.cluster),
    history: typeof body.history?.message === 'string' ? body.history.message : undefined,
    tradeDelay: isNumber(tradeDelay?.p50) && isNumber(tradeDelay?.p99) ? { p50: tradeDelay.p50, p99: tradeDelay.p99 } : undefined,
    now: toNumber(body.now),
    sentAt,
    receivedAt,
  };
}

/** The slots by use are added up unless their sum is there. @param {any} slots */
function toSlots(slots) {
  if (!isNumber(slots?.total)) return undefined;
  const uses = USES.map((use) => slots[use]).filter(isNumber);
  const used = isNumber(slots.used) ? slots.used : uses.reduce((sum, count) => sum + count, 0);
  return isNumber(slots.used) || uses.length > 0 ? { used, total: slots.total } : undefined;
}

/** @param {unknown} value */
function toNumber(value) {
  return isNumber(value) ? value : undefined;
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}
