// @ts-check
import { bandLabel } from './band-labels.js';
import { suitableInterval } from './chart-choice.js';
import { ChartGestures, listenToKeys } from './gestures.js';
import { ChartPane } from './pane.js';
import { ChartReader } from './reader.js';
import { knownTimes, sceneOf } from './scene.js';
import { EasedRange, Viewport, priceRange } from './viewport.js';

/**
 * @typedef {object} ChartState  the part of the page's state that the chart reads
 * @property {import('../prices/live-symbol.js').LiveSymbol} live  the main symbol
 * @property {string} ticker
 * @property {import('./chart-choice.js').ChartChoice} choice
 * @property {import('./scene.js').Stretch[]} closedTimes  when its market was closed
 * @property {boolean} isOpen  there is a connection to the server
 * @property {number} now  ms by the server's clock
 */

/** The chart of one symbol. Paints in `render`, and requests more frames while it moves. */
export class PriceChart {
  /** @type {HTMLElement} */ #host;
  /** @type {() => void} */ #requestPaint;
  #pane;
  #reader;
  #gestures;
  #viewport = new Viewport();
  #times = new EasedRange();
  #prices = new EasedRange();
  /** @type {import('./viewport.js').Known} */ #known = { from: 0, to: 1, auto: 0 };
  /** @type {import('../prices/price-series.js').PriceSeries | undefined} */ #series;
  /** @type {import('./viewport.js').Range | undefined} */ #scale;
  /** The range chosen last, ms. @type {number | undefined} */ #span;
  #isHandled = false; // gestures and keys are followed at once, never eased
  #isStill = window.matchMedia('(prefers-reduced-motion: reduce)');
  #abort = new AbortController();

  /**
   * @param {HTMLElement} host
   * @param {import('../kit/format.js').Format} format
   * @param {() => void} requestPaint
   */
  constructor(host, format, requestPaint) {
    this.#host = host;
    this.#requestPaint = requestPaint;
    const pane = new ChartPane(host, format);
    const reader = new ChartReader(host);
    const view = this.#viewport;
    const handle = (/** @type {() => void} */ action) => { this.#isHandled = true; action(); requestPaint(); };
    const leave = () => handle(() => reader.leave());
    this.#pane = pane;
    this.#reader = reader;
    this.#gestures = new ChartGestures(host, {
      point: (x, y) => handle(() => this.#point(x, y, (time) => reader.follow(time, { x, y }))),
      tap: (x, y) => handle(() => this.#point(x, y, (time, price) => reader.inspect(time, price))),
      pan: (by) => handle(() => view.pan(-by * pane.pixel, this.#known)),
      zoom: (factor, x) => handle(() => view.zoom(factor, pane.timeAt(x), this.#known)),
      leave, reset: () => this.goLive(),
    });
    listenToKeys(host, {
      step: (by) => handle(() => this.#step(by)),
      pan: (part) => handle(() => view.pan(part * pane.length, this.#known)),
      zoom: (factor) => handle(() => view.zoom(factor, reader.time ?? this.#known.to, this.#known)),
      leave, reset: () => this.goLive(),
    }, this.#abort.signal);
    document.addEventListener('themechange', () => { pane.restyle(); requestPaint(); }, { signal: this.#abort.signal });
  }

  /** Whether the chart follows the newest trade at its right edge. */
  get isLive() { return this.#viewport.isLive; }

  /** Whether it shows the chosen or automatic range: neither zoomed nor panned. */
  get isChosen() { return this.#viewport.isChosen; }

  /** Back to the newest trade and to the range chosen. */
  goLive() {
    this.#viewport.show(this.#span);
    this.#reader.leave();
    this.#requestPaint();
  }

  /**
   * @param {ChartState} state
   * @param {number} now  of the animation frame, in ms
   */
  render(state, now) {
    const { live, choice } = state;
    if (live.phase !== 'none') this.#pane.prepare();
    if (live.series !== this.#series) this.#startOver(state);
    if (choice.span !== this.#span) {
      this.#span = choice.span;
      this.goLive();
    }
    if (live.series.count > 0) this.#draw(state, now);
    this.#describe(state);
    this.#isHandled = false;
  }

  destroy() {
    this.#abort.abort();
    this.#gestures.destroy();
    this.#reader.destroy();
    this.#pane.destroy();
  }

  /** @param {number} x @param {number} y @param {(time: number, price: number) => void} inspect */
  #point(x, y, inspect) {
    const price = this.#pane.priceAt(x, y);
    if (price === undefined) this.#reader.leave();
    else inspect(this.#pane.timeAt(x), price);
  }

  /** @param {number} by */
  #step(by) {
    const stop = this.#reader.step(this.#pane.picture, by);
    if (stop) this.#viewport.reveal(stop.time, this.#known);
  }

  /** @param {ChartState} state @param {number} now */
  #draw({ live, choice, closedTimes, now: time }, now) {
    const { picture } = this.#pane;
    const candle = choice.kind === 'candles' ? choice.interval ?? suitableInterval(this.#pane.length) : 0;
    this.#known = knownTimes(live, this.#viewport.isLive ? this.#pane.length : 0, time, candle, closedTimes);
    const target = this.#viewport.range(this.#known);
    const isAtOnce = this.#isHandled || !this.#viewport.isLive || this.#isStill.matches;
    const shown = this.#times.toward(target, isAtOnce ? Infinity : (target.max - target.min) / this.#pane.width, now);
    const scene = sceneOf(live, shown, choice, { closed: closedTimes, now: time });
    if (choice.kind !== picture.kind) this.#scale = undefined;
    this.#scale = priceRange(scene.extent, live.series.decimals, this.#scale);
    const unit = (this.#scale.max - this.#scale.min) / this.#pane.height;
    const prices = this.#prices.toward(this.#scale, isAtOnce ? Infinity : unit, now);
    Object.assign(picture, { scene, kind: choice.kind, last: live.series.last, decimals: live.series.decimals });
    this.#pane.paint(prices, () => this.#reader.render(picture, time, (x) => this.#pane.timeAt(x)));
    this.#pane.showPulse(live.series, choice.kind === 'line' && this.#viewport.isLive, this.#isStill.matches);
    if (this.#times.isMoving || this.#prices.isMoving) this.#requestPaint();
  }

  /** Describes the chart in `data-` attributes for tests and tools; times in ms. @param {ChartState} state */
  #describe({ live: { symbol, series }, isOpen, choice }) {
    const { scene, format } = this.#pane.picture;
    Object.assign(this.#host.dataset, {
      symbol, points: series.count, gaps: series.gaps, lastPrice: series.last?.y ?? '', stale: !isOpen,
      live: this.#viewport.isLive, kind: choice.kind, candles: scene.candles.length,
      from: Math.round(scene.shown.min), to: Math.round(scene.shown.max),
      bands: scene.bands.map((band) => bandLabel(band, format)).join('; '),
    });
  }

  /** @param {ChartState} state */
  #startOver({ live: { series }, ticker }) {
    this.#series = series;
    this.#scale = undefined;
    for (const range of [this.#times, this.#prices]) range.reset();
    this.#pane.clear();
    this.#reader.leave();
    this.#viewport.show(this.#span);
    this.#host.setAttribute('aria-label', ticker === '' ? 'Price chart' : `Price chart of ${ticker}`);
    this.#host.removeAttribute('aria-valuetext');
  }
}
