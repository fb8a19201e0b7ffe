// @ts-check
import { ClockOffset, Latency, Rate } from './measurements.js';
import { StatusSchedule } from './server-status.js';
import { FeedDetails } from './status-view.js';

/**
 * @typedef {{ symbol: string, series: object, tier: { kind: string } }} MainSymbol
 * @typedef {object} Deps
 * @property {import('./status-text.js').ConnectionState & { live: MainSymbol }} state
 * @property {import('../kit/format.js').Format} format
 * @property {import('../kit/timers.js').Clock} clock
 * @property {{ readonly now: number }} device  its time, ms
 * @property {import('./server-status.js').ServerStatus} server
 * @property {() => void} changed  requests a frame
 */

/** A price update without a trade that is older comes from a quote; ms. */
const OLDEST_UPDATE = 60_000;

/**
 * Whether the age of a print is the delay of the feed: that of a price update from a quote is not.
 * @param {{ time: number, volume: number }} print
 * @param {number} now
 */
export function isTimely({ time, volume }, now) {
  return volume !== 0 || now - time <= OLDEST_UPDATE;
}

/** Measures the delay and rate of trades and the server's clock offset, and shows them in the details of the feed. */
export class FeedMonitor {
  /** @type {Deps} */ #deps;
  #latency = new Latency();
  #rate = new Rate();
  #clockOffset = new ClockOffset();
  #series = {};
  /** @type {StatusSchedule} */ #schedule;
  #details = new FeedDetails((isOpen) => this.#watch(isOpen));

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    const { clock, server } = deps;
    this.#schedule = new StatusSchedule({ server, clock, random: Math.random });
  }

  /** @param {number} bytes */
  onFrame(bytes) {
    this.#rate.add(this.#deps.device.now, bytes);
  }

  /** This device's clock has jumped: measurements by the old one are void. */
  onClockJump() {
    this.#clockOffset = new ClockOffset();
    this.#latency.reset();
  }

  /** @param {boolean} isOpen */
  onConnection(isOpen) {
    this.#schedule.onConnection(isOpen);
  }

  /**
   * Live trades have arrived. Those of other symbols, and those of a hidden page, are not painted and not measured; a polled price
   * was traded long before, and so was a price update from a quote that comes before the server calls the symbol polled.
   * @param {{ symbol: string, batch: { trades: { time: number, volume: number }[] } }} message
   */
  onTrades({ symbol, batch }) {
    const { live } = this.#deps.state;
    if (document.hidden || symbol !== live.symbol || live.tier.kind !== 'streamed') return;
    const { now } = this.#deps.device;
    for (const print of batch.trades) if (isTimely(print, now)) this.#latency.received(print.time);
  }

  /** The server has reported its status. @param {import('./server-status.js').StatusReport | undefined} report */
  onStatus(report) {
    const { now, sentAt, receivedAt } = report ?? {};
    if (now !== undefined && sentAt !== undefined && receivedAt !== undefined) this.#clockOffset.add({ now, sentAt, receivedAt });
    this.#schedule.onAnswer();
  }

  /** Delay from a trade to the screen, median and 99th percentile in ms; undefined while unknown. */
  get delay() {
    const clock = this.#clockOffset.best;
    return clock && this.#latency.figures(this.#deps.device.now, clock.offset);
  }

  /** At the end of the frame. */
  render() {
    const { now } = this.#deps.device;
    const { series } = this.#deps.state.live;
    if (series !== this.#series) this.#latency.reset();
    this.#series = series;
    this.#latency.painted(now);
    this.#details.render(() => this.#known(now));
  }

  /** @param {number} now */
  #known(now) {
    const { state, format, server } = this.#deps;
    return {
      state, format, now, server: server.latest, screen: this.delay,
      clock: this.#clockOffset.best, rate: this.#rate.perSecond(now),
    };
  }

  /** @param {boolean} isOpen */
  #watch(isOpen) {
    this.#schedule.watch(isOpen);
    this.#deps.changed();
  }
}
