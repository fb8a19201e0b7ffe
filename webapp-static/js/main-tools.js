// @ts-check
import { ClockOffset, Latency, Rate } from './status/measurements.js';
import { DataTable } from './tools/data-table.js';
import { DelayFigure } from './quote/delay-figure.js';
import { byId } from './kit/dom.js';
import { FeedDetails } from './status/status-view.js';
import { Print } from './tools/print.js';
import { Said } from './kit/said.js';
import { Summary } from './tools/summary.js';
import { ThemeChoice } from './app/theme-choice.js';
import { toolsMenu } from './tools/tools-menu.js';
import { StatusSchedule } from './status/server-status.js';

/**
 * @typedef {object} Surroundings
 * @property {import('./app/page-state.js').PageState} state
 * @property {import('./kit/format.js').Format} format
 * @property {import('./kit/timers.js').Clock} clock
 * @property {import('./prices/device-clock.js').DeviceClock} device
 * @property {import('./kit/preference.js').Switch} typing  whether a key typed anywhere opens the search
 * @property {import('./status/server-status.js').ServerStatus} server
 * @property {() => void} changed  asks for a frame
 */

/** The part of main.js that builds and wires the tools around the chart. */
export class Tools {
  /** @type {Surroundings} */ #around;
  #latency = new Latency();
  #rate = new Rate();
  #clockOffset = new ClockOffset();
  #series = {};
  /** @type {StatusSchedule} */ #schedule;
  /** @type {DelayFigure} */ #delay;
  /** @type {DataTable} */ #table;
  /** @type {Summary} */ #summary;
  #details = new FeedDetails((isOpen) => this.#watch(isOpen));

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    const { state, format, clock, device, typing, server } = around;
    this.#schedule = new StatusSchedule({ server, clock, random: Math.random });
    const page = { state, format, now: () => device.now, setTimer: clock.set };
    const said = new Said(byId('said', HTMLElement), clock.set);
    this.#delay = new DelayFigure(format);
    this.#table = new DataTable(page);
    this.#summary = new Summary(page);
    new Print(() => format.day(device.now));
    new ThemeChoice();
    toolsMenu({
      summary: this.#summary, table: this.#table, typing,
      saving: { ...page, chart: byId('chart', HTMLElement), say: (words) => said.say(words) },
    });
  }

  /** @param {number} bytes */
  onFrame(bytes) {
    this.#rate.add(this.#around.device.now, bytes);
  }

  /** This device's clock is another one: what was measured by the one before tells nothing. */
  onClockJump() {
    this.#clockOffset = new ClockOffset();
    this.#latency.reset();
  }

  /** @param {boolean} isOpen */
  onConnection(isOpen) {
    this.#schedule.onConnection(isOpen);
  }

  /**
   * Live trades; those of other symbols, and those that no frame will show, tell nothing.
   * @param {import('./prices/protocol.js').Trades} message
   */
  onTrades({ symbol, batch }) {
    if (document.hidden || symbol !== this.#around.state.live.symbol) return;
    for (const { time } of batch.trades) this.#latency.received(time);
  }

  /** How the server is. @param {import('./status/server-status.js').Facts | undefined} facts */
  onStatus(facts) {
    const { now, sentAt, receivedAt } = facts ?? {};
    if (now !== undefined && sentAt !== undefined && receivedAt !== undefined) this.#clockOffset.add({ now, sentAt, receivedAt });
    this.#schedule.onAnswer();
  }

  /** At the end of the frame. */
  render() {
    const { now } = this.#around.device;
    const { series } = this.#around.state.live;
    if (series !== this.#series) this.#latency.reset();
    this.#series = series;
    this.#latency.painted(now);
    this.#delay.render(now, () => this.#figures(now)?.p50);
    this.#details.render(() => this.#known(now));
    this.#table.render();
    this.#summary.render();
  }

  /** @param {number} now */
  #figures(now) {
    const clock = this.#clockOffset.best;
    return clock && this.#latency.figures(now, clock.offset);
  }

  /** @param {number} now */
  #known(now) {
    const { state, format, server } = this.#around;
    return {
      state, format, now, server: server.latest, screen: this.#figures(now),
      clock: this.#clockOffset.best, rate: this.#rate.perSecond(now),
    };
  }

  /** @param {boolean} isOpen */
  #watch(isOpen) {
    this.#schedule.watch(isOpen);
    this.#around.changed();
  }
}
