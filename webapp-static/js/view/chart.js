// @ts-check
import { Chart, Filler, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import { priceRange } from '../model/chart-window.js';
import { knownTimes, sceneOf } from '../model/scene.js';
import { Viewport } from '../model/viewport.js';
import { ChartGestures } from './chart-gestures.js';
import { listenToKeys } from './chart-keys.js';
import { bandWords } from './chart-marks.js';
import { configurationOf } from './chart-options.js';
import { ChartReader } from './chart-reader.js';
import { make } from './dom.js';
import { EasedRange } from './eased-range.js';
import { readTheme } from './theme.js';

/**
 * @typedef {import('../model/page-state.js').PageState} PageState
 * @typedef {import('../model/price-series.js').PriceSeries} PriceSeries
 * @typedef {import('../model/viewport.js').Known} Known
 * @typedef {import('../model/viewport.js').Range} Range
 * @typedef {import('./chart-marks.js').Picture} Picture
 */

const BREATH = { duration: 900, easing: 'ease-out' };
const BREATH_KEYS = [{ scale: 0.5, opacity: 0.45 }, { scale: 2.4, opacity: 0 }];
const NOTHING = { shown: { min: 0, max: 1 }, line: [], candles: [], bands: [], interval: 1_000, extent: { min: 0, max: 1 } };

/** The chart of one symbol. Paints when told to, and asks for more frames while it moves. */
export class PriceChart {
  /** @type {HTMLElement} */ #host;
  /** @type {Chart<'line', import('../model/points.js').Point[]>} */ #chart;
  /** @type {Picture} */ #picture;
  /** @type {() => void} */ #requestPaint;
  #viewport = new Viewport();
  #reader;
  #gestures;
  #halo = make('div', 'halo');
  #times = new EasedRange();
  #prices = new EasedRange();
  /** @type {Known} */ #known = { from: 0, to: 1, auto: 0 };
  /** @type {PriceSeries | undefined} */ #series;
  /** @type {Range | undefined} */ #scale;
  #span = Number.NaN;
  #kind = '';
  /** What hand or keys do is followed at once, never eased. */ #isHandled = false;
  #breathed = -1;
  #isStill = window.matchMedia('(prefers-reduced-motion: reduce)');
  #abort = new AbortController();

  /**
   * @param {HTMLElement} host
   * @param {import('./format.js').Format} format
   * @param {() => void} requestPaint
   */
  constructor(host, format, requestPaint) {
    Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);
    this.#host = host;
    this.#requestPaint = requestPaint;
    this.#picture = { scene: NOTHING, kind: 'line', last: undefined, cross: undefined, decimals: 2, theme: readTheme(host), format };
    const canvas = make('canvas', '');
    host.append(canvas, this.#halo);
    this.#chart = new Chart(canvas, configurationOf(this.#picture));
    this.#reader = new ChartReader(host);
    const { signal } = this.#abort;
    this.#gestures = new ChartGestures(host, {
      point: (x, y) => this.#handle(() => this.#point(x, y)),
      leave: () => this.#handle(() => this.#reader.leave()),
      pan: (by) => this.#handle(() => this.#viewport.pan(-by * this.#pixel, this.#known)),
      zoom: (factor, x) => this.#handle(() => this.#viewport.zoom(factor, this.#timeAt(x), this.#known)),
      reset: () => this.goLive(),
    });
    listenToKeys(host, {
      step: (by) => this.#handle(() => this.#step(by)),
      pan: (part) => this.#handle(() => this.#viewport.pan(part * this.#length, this.#known)),
      zoom: (factor) => this.#handle(() => this.#viewport.zoom(factor, this.#reader.time ?? this.#known.to, this.#known)),
      leave: () => this.#handle(() => this.#reader.leave()),
      reset: () => this.goLive(),
    }, signal);
    document.addEventListener('themechange', () => this.#restyle(), { signal });
  }

  /** Whether the newest trade is at the right edge and moves the chart. */
  get isLive() { return this.#viewport.isLive; }

  /** Back to the newest trade and to the range chosen. */
  goLive() {
    this.#viewport.show(Number.isNaN(this.#span) ? undefined : this.#span);
    this.#reader.leave();
    this.#requestPaint();
  }

  /**
   * @param {PageState} state
   * @param {number} now  of the animation frame, in ms
   */
  render(state, now) {
    const { live, choice } = state;
    if (live.series !== this.#series) this.#startOver(live.series, state.ticker);
    if (!Object.is(choice.span ?? Number.NaN, this.#span)) {
      this.#span = choice.span ?? Number.NaN;
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
    this.#chart.destroy();
    this.#host.replaceChildren();
  }

  get #length() { return this.#picture.scene.shown.max - this.#picture.scene.shown.min; }

  /** Milliseconds in a pixel. */
  get #pixel() { return this.#length / Math.max(1, this.#chart.chartArea?.width ?? 1); }

  /** @param {number} x */
  #timeAt(x) {
    return this.#picture.scene.shown.min + (x - (this.#chart.chartArea?.left ?? 0)) * this.#pixel;
  }

  /** @param {() => void} action */
  #handle(action) {
    this.#isHandled = true;
    action();
    this.#requestPaint();
  }

  /** @param {number} x @param {number} y */
  #point(x, y) {
    const { left, right, top, bottom } = this.#chart.chartArea;
    if (x < left || x > right || y < top || y > bottom) this.#reader.leave();
    else this.#reader.look(this.#timeAt(x), this.#chart.scales.y.getValueForPixel(y));
  }

  /** @param {number} by */
  #step(by) {
    const stop = this.#reader.step(this.#picture, by);
    if (stop) this.#viewport.reveal(stop.time, this.#known);
  }

  /** @param {PageState} state @param {number} now */
  #draw(state, now) {
    const { live, choice } = state;
    this.#known = knownTimes(live, this.#viewport.isLive ? this.#length : 0, state.now);
    const target = this.#viewport.range(this.#known);
    const isAtOnce = this.#isHandled || !this.#viewport.isLive || this.#isStill.matches;
    const near = isAtOnce ? Infinity : (target.max - target.min) / Math.max(1, this.#chart.width);
    const shown = this.#times.toward(target, near, now);
    const scene = sceneOf(live, shown, choice, { closed: state.closedTimes, now: state.now });
    if (choice.kind !== this.#kind) this.#scale = undefined;
    this.#kind = choice.kind;
    this.#scale = priceRange(scene.extent, live.series.decimals, this.#scale);
    const unit = (this.#scale.max - this.#scale.min) / Math.max(1, this.#chart.height);
    const prices = this.#prices.toward(this.#scale, isAtOnce ? Infinity : unit, now);
    Object.assign(this.#picture, { scene, kind: choice.kind, last: live.series.last, decimals: live.series.decimals });
    this.#reader.render(this.#picture, state.now);
    this.#chart.data.datasets[0].data = scene.line;
    Object.assign(this.#chart.options.scales?.x ?? {}, shown);
    Object.assign(this.#chart.options.scales?.y ?? {}, prices);
    this.#chart.update('none');
    this.#breathe(live.series);
    if (this.#times.isMoving || this.#prices.isMoving) this.#requestPaint();
  }

  /** What tests and tools read. @param {PageState} state */
  #describe({ live, isOpen, choice }) {
    const { series } = live;
    Object.assign(this.#host.dataset, {
      symbol: live.symbol,
      points: String(series.count),
      gaps: String(series.gaps),
      lastPrice: series.last ? String(series.last.y) : '',
      stale: String(!isOpen),
      live: String(this.#viewport.isLive),
      kind: choice.kind,
      candles: String(this.#picture.scene.candles.length),
      bands: this.#picture.scene.bands.map((band) => bandWords(band, this.#picture.format)).join('; '),
    });
  }

  /** @param {PriceSeries} series @param {string} ticker */
  #startOver(series, ticker) {
    this.#series = series;
    this.#scale = undefined;
    this.#times.reset();
    this.#prices.reset();
    this.#breathed = -1;
    this.#picture.scene = NOTHING;
    this.#reader.leave();
    this.#viewport.goLive();
    this.#host.setAttribute('aria-label', ticker === '' ? 'Price chart' : `Price chart of ${ticker}`);
    this.#host.removeAttribute('aria-valuetext');
    this.#chart.data.datasets[0].data = [];
  }

  /** Once per trade; one breath ends before the next begins. @param {PriceSeries} series */
  #breathe({ last, totals }) {
    if (!last) return;
    const { x, y } = this.#chart.scales;
    const place = x.getPixelForValue(last.x);
    this.#halo.hidden = this.#kind !== 'line' || !this.#viewport.isLive || place > this.#chart.chartArea.right + 1;
    this.#halo.style.translate = `${place}px ${y.getPixelForValue(last.y)}px`;
    if (totals.trades === this.#breathed || this.#isStill.matches) return;
    this.#breathed = totals.trades;
    if (!this.#halo.hidden && this.#halo.getAnimations().length === 0) this.#halo.animate(BREATH_KEYS, BREATH);
  }

  #restyle() {
    this.#picture.theme = readTheme(this.#host);
    for (const scale of Object.values(this.#chart.options.scales ?? {})) {
      if (scale?.grid) scale.grid.color = this.#picture.theme.line;
      if (scale?.ticks) scale.ticks.color = this.#picture.theme.muted;
    }
    this.#requestPaint();
  }
}
