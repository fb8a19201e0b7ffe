// @ts-check
import { Chart, Filler, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import { firstDrawn, priceRange, timeRange } from '../model/chart-window.js';
import { configurationOf } from './chart-options.js';
import { make } from './dom.js';
import { EasedRange } from './eased-range.js';
import { readTheme } from './theme.js';

/**
 * @typedef {import('../model/price-series.js').PriceSeries} PriceSeries
 * @typedef {import('../model/chart-window.js').Range} Range
 * @typedef {import('./chart-marks.js').Scene} Scene
 * @typedef {Chart<'line', import('../model/points.js').Point[]>} LineChart
 */

const BREATH = { duration: 900, easing: 'ease-out' };
const BREATH_KEYS = [{ scale: 0.5, opacity: 0.45 }, { scale: 2.4, opacity: 0 }];

/** The live line of one symbol. Paints when told to, and asks for more frames while it moves. */
export class PriceChart {
  /** @type {HTMLElement} */ #host;
  /** @type {LineChart} */ #chart;
  /** @type {Scene} */ #scene;
  /** @type {() => void} */ #requestPaint;
  #halo = make('div', 'halo');
  #times = new EasedRange();
  #prices = new EasedRange();
  /** @type {PriceSeries | undefined} */ #series;
  /** @type {Range | undefined} */ #scale;
  #breathed = -1;
  #isStill = window.matchMedia('(prefers-reduced-motion: reduce)');
  #onTheme = () => this.#restyle();

  /**
   * @param {HTMLElement} host
   * @param {import('./format.js').Format} format
   * @param {() => void} requestPaint
   */
  constructor(host, format, requestPaint) {
    Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);
    this.#host = host;
    this.#requestPaint = requestPaint;
    this.#scene = { points: [], last: undefined, decimals: 2, theme: readTheme(host), format };
    const canvas = make('canvas', '');
    host.append(canvas, this.#halo);
    this.#chart = new Chart(canvas, configurationOf(this.#scene));
    document.addEventListener('themechange', this.#onTheme);
  }

  /**
   * @param {import('../model/page-state.js').PageState} state
   * @param {number} now  of the animation frame, in ms
   */
  render(state, now) {
    const { series, symbol } = state.live;
    this.#describe(state, series);
    if (series !== this.#series) this.#startOver(series, symbol === '' ? '' : `Live price line of ${state.ticker}`);
    if (series.count === 0) return;
    this.#move(series, now);
    this.#chart.update('none');
    this.#breathe(series);
    if (this.#times.isMoving || this.#prices.isMoving) this.#requestPaint();
  }

  destroy() {
    document.removeEventListener('themechange', this.#onTheme);
    this.#chart.destroy();
    this.#host.replaceChildren();
  }

  /** What tests and tools read. @param {import('../model/page-state.js').PageState} state @param {PriceSeries} series */
  #describe(state, series) {
    const { dataset } = this.#host;
    dataset.symbol = state.live.symbol;
    dataset.points = String(series.count);
    dataset.gaps = String(series.gaps);
    dataset.lastPrice = series.last ? String(series.last.y) : '';
    dataset.stale = String(!state.isOpen);
  }

  /** @param {PriceSeries} series @param {string} label */
  #startOver(series, label) {
    this.#series = series;
    this.#scale = undefined;
    this.#times.reset();
    this.#prices.reset();
    this.#breathed = -1;
    this.#host.setAttribute('aria-label', label);
    this.#chart.data.datasets[0].data = [];
  }

  /** @param {PriceSeries} series @param {number} now */
  #move(series, now) {
    const target = timeRange(series.points);
    const pixel = (target.max - target.min) / Math.max(1, this.#chart.width);
    const times = this.#times.toward(target, this.#isStill.matches ? Infinity : pixel, now);
    const points = series.points.slice(firstDrawn(series.points, times.min));
    this.#scale = priceRange(points, series.decimals, this.#scale);
    const unit = (this.#scale.max - this.#scale.min) / Math.max(1, this.#chart.height);
    const prices = this.#prices.toward(this.#scale, this.#isStill.matches ? Infinity : unit, now);
    Object.assign(this.#scene, { points, last: series.last, decimals: series.decimals });
    this.#chart.data.datasets[0].data = points;
    Object.assign(this.#chart.options.scales?.x ?? {}, times);
    Object.assign(this.#chart.options.scales?.y ?? {}, prices);
  }

  /** Once per trade; one breath ends before the next begins. @param {PriceSeries} series */
  #breathe({ last, totals }) {
    if (!last) return;
    const { x, y } = this.#chart.scales;
    this.#halo.style.translate = `${x.getPixelForValue(last.x)}px ${y.getPixelForValue(last.y)}px`;
    if (totals.trades === this.#breathed || this.#isStill.matches) return;
    this.#breathed = totals.trades;
    if (this.#halo.getAnimations().length === 0) this.#halo.animate(BREATH_KEYS, BREATH);
  }

  #restyle() {
    this.#scene.theme = readTheme(this.#host);
    for (const scale of Object.values(this.#chart.options.scales ?? {})) {
      if (scale?.grid) scale.grid.color = this.#scene.theme.line;
      if (scale?.ticks) scale.ticks.color = this.#scene.theme.muted;
    }
    this.#requestPaint();
  }
}
