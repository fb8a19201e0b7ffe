// @ts-check
import { bandLabel } from './band-labels.js';
import { ChartGestures, listenToKeys } from './gestures.js';
import { HistoryNote } from './history-note.js';
import { ChartPane } from './pane.js';
import { ChartReader } from './reader.js';
import { sceneOf } from './scene.js';
import { TimeView } from './time-view.js';
import { EasedRange, priceRange } from './viewport.js';

/**
 * @typedef {object} ChartState  the part of the page's state that the chart reads
 * @property {import('../prices/live-symbol.js').LiveSymbol} live  the main symbol
 * @property {string} ticker
 * @property {import('./chart-choice.js').ChartChoice} choice
 * @property {import('./scene.js').Stretch[]} closedTimes  when its market was closed
 * @property {import('./folds.js').Hours} hours  of its market
 * @property {import('../prices/history.js').History} [history]
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
  #view = new TimeView();
  /** @type {HistoryNote} */ #note;
  #times = new EasedRange();
  #prices = new EasedRange();
  /** @type {import('../prices/price-series.js').PriceSeries | undefined} */ #series;
  /** @type {import('./viewport.js').Range | undefined} */ #scale;
  /** What was drawn last. @type {[ChartState, import('./time-view.js').Shown, number] | undefined} */ #drawn;
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
    const view = this.#view;
    const handle = (/** @type {() => void} */ action) => { this.#isHandled = true; action(); requestPaint(); };
    const leave = () => handle(() => reader.leave());
    this.#pane = pane;
    this.#reader = reader;
    this.#note = new HistoryNote(/** @type {HTMLElement} */ (host.parentElement));
    this.#gestures = new ChartGestures(host, {
      point: (x, y) => handle(() => this.#point(x, y, (time) => reader.follow(time, { x, y }))),
      tap: (x, y) => handle(() => this.#point(x, y, (time, price) => reader.inspect(time, price))),
      pan: (by) => handle(() => view.pan(-by * pane.pixel)),
      zoom: (factor, x) => handle(() => view.zoom(factor, pane.timeAt(x))),
      leave, reset: () => this.goLive(),
    });
    listenToKeys(host, {
      step: (by) => handle(() => this.#step(by)),
      pan: (part) => handle(() => view.pan(part * pane.length)),
      zoom: (factor) => handle(() => view.zoom(factor, reader.time ?? view.newest)),
      leave, reset: () => this.goLive(),
    }, this.#abort.signal);
    document.addEventListener('themechange', () => { pane.restyle(); requestPaint(); }, { signal: this.#abort.signal });
  }

  /** Whether the chart follows the newest trade at its right edge. */
  get isLive() { return this.#view.isLive; }

  /** Duration of the range shown without what is folded, ms. */
  get length() { return this.#pane.length; }

  /**
   * The word of the range shown, chosen or automatic; empty if it is zoomed or panned.
   * @param {Pick<ChartState, 'live' | 'choice'>} state
   */
  rangeWord(state) {
    return this.#view.rangeWord(state);
  }

  /** Back to the newest trade and to the range chosen. */
  goLive() {
    this.#view.goLive();
    this.#reader.leave();
    this.#requestPaint();
  }

  /**
   * @param {ChartState} state
   * @param {number} now  of the animation frame, in ms
   */
  render(state, now) {
    const { live, history } = state;
    if (live.phase !== 'none') this.#pane.prepare();
    if (live.series !== this.#series) this.#startOver(state, now);
    history?.show(live);
    const shown = this.#view.update(state, now, this.#pane.width);
    if (live.hasPrices && !shown.isBlank) this.#draw(state, shown, now);
    this.#note.render(shown.isMissing, history?.hasFailed ? (state.isOpen ? 'failed' : 'offline') : undefined, now);
    // The wait has an end, whether anything comes or not.
    if (shown.isWaiting || shown.isBlank) this.#requestPaint();
    this.#describe(state);
    this.#isHandled = false;
  }

  destroy() {
    this.#abort.abort();
    this.#gestures.destroy();
    this.#reader.destroy();
    this.#note.destroy();
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
    // While the range moves, the newest prices may not be in sight yet.
    if (this.#times.isMoving && this.#drawn) {
      this.#times.reset();
      this.#draw(...this.#drawn);
    }
    const stop = this.#reader.step(this.#pane.picture, by);
    if (stop) this.#view.reveal(stop.time);
  }

  /** @param {ChartState} state @param {import('./time-view.js').Shown} target @param {number} now */
  #draw(state, target, now) {
    const { live, choice, closedTimes, hours, now: time } = state;
    const { range, resolution, isOther } = target;
    const { picture } = this.#pane;
    this.#drawn = [state, target, now];
    if (isOther) this.#jump();
    const isAtOnce = this.#isHandled || !this.isLive || this.#isStill.matches;
    const unit = (range.max - range.min) / this.#pane.width;
    const shown = this.#times.toward(range, isAtOnce ? Infinity : unit, now);
    const scene = sceneOf(live, shown, choice, { closed: closedTimes, now: time, hours }, resolution);
    if (choice.kind !== picture.kind) this.#scale = undefined;
    this.#scale = priceRange(scene.extent, live.series.decimals, this.#scale);
    const step = (this.#scale.max - this.#scale.min) / this.#pane.height;
    const prices = this.#prices.toward(this.#scale, isAtOnce ? Infinity : step, now);
    Object.assign(picture, { scene, kind: choice.kind, last: live.series.last, decimals: live.series.decimals });
    this.#pane.paint(prices, () => this.#reader.render(picture, time, (x) => this.#pane.timeAt(x)));
    this.#pane.showPulse(live.series, choice.kind === 'line' && this.isLive, this.#isStill.matches);
    if (this.#times.isMoving || this.#prices.isMoving) this.#requestPaint();
  }

  /** Describes the chart in `data-` attributes for tests and tools; times in ms. @param {ChartState} state */
  #describe({ live: { symbol, series, hasPrices }, isOpen, choice }) {
    const { scene, format, lane } = this.#pane.picture;
    Object.assign(this.#host.dataset, {
      symbol, points: series.count, gaps: series.gaps, lastPrice: series.last?.y ?? '', stale: !isOpen,
      live: this.isLive, kind: choice.kind, candles: scene.candles.length, drawn: hasPrices,
      from: Math.round(scene.shown.min), to: Math.round(scene.shown.max),
      bands: scene.bands.map((band) => bandLabel(band, format)).join('; '),
      interval: scene.interval, folds: scene.folds.length, seams: scene.seams.map(({ before, after }) => `${before} ${after}`).join('; '),
      lane: lane.join('; '),
    });
  }

  /** What comes next is too different to be reached by moving. */
  #jump() {
    this.#scale = undefined;
    for (const range of [this.#times, this.#prices]) range.reset();
  }

  /** @param {ChartState} state @param {number} now */
  #startOver({ live: { series }, ticker }, now) {
    this.#series = series;
    this.#drawn = undefined;
    this.#jump();
    this.#pane.clear();
    this.#reader.leave();
    this.#view.startOver(now);
    this.#host.setAttribute('aria-label', ticker === '' ? 'Price chart' : `Price chart of ${ticker}`);
    this.#host.removeAttribute('aria-valuetext');
  }
}
