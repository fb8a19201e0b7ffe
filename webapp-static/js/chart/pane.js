// @ts-check
import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import { make } from '../kit/dom.js';
import { Throttle } from '../kit/throttle.js';
import { scalesOf } from './axes.js';
import { FoldedScale } from './folded-scale.js';
import { drawBands, drawCandles, drawCrosshair, drawFill, drawLast } from './layers.js';
import { drawLane } from './lane.js';
import { drawExtended, drawFolds, drawSeams } from './marks.js';
import { decimate } from './series.js';
import { readTheme } from './theme.js';
import { TimeAxis } from './time-axis.js';
import { drawVolume } from './volume.js';

/**
 * @typedef {import('./viewport.js').Range} Range
 * @typedef {import('../prices/price-series.js').PriceSeries} PriceSeries
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('chart.js').ChartConfiguration<'line', import('../prices/price-series.js').Point[]>} Configuration
 */

const PULSE = { duration: 900, easing: 'ease-out' };
const PULSE_KEYS = [{ scale: 0.5, opacity: 0.45 }, { scale: 2.4, opacity: 0 }];
const NOTHING = {
  shown: { min: 0, max: 1 }, line: [], candles: [], bands: [], interval: 1_000, extent: { min: 0, max: 1 },
  axis: new TimeAxis(), folds: [], seams: [], runs: [], splits: [], extended: [], symbol: '',
};

/**
 * The canvas with Chart.js on it, and the halo that pulses with each trade: draws a picture, and converts between pixels and
 * values.
 */
export class ChartPane {
  /** @type {HTMLElement} */ #host;
  /** @type {Chart<'line', import('../prices/price-series.js').Point[]> | undefined} */ #chart;
  #halo = make('div', 'halo');
  #pulsed = -1;
  /** @type {Animation | undefined} */ #yieldToMain;
  #isGone = false;
  #onLayout = () => {};
  #throttle = new Throttle((action, delay) => window.setTimeout(action, delay), () => { if (!this.#isGone) this.#made(); });
  /** What is drawn; the chart updates it before each paint. @type {Picture} */ picture;

  /** @param {HTMLElement} host @param {import('../kit/format.js').Format} format */
  constructor(host, format) {
    Chart.register(LineController, LineElement, PointElement, LinearScale, FoldedScale);
    this.#host = host;
    this.picture = { scene: NOTHING, kind: 'line', last: undefined, crosshair: undefined, decimals: 2, lane: [], theme: readTheme(host), format };
    host.append(this.#halo);
  }

  get width() { return Math.max(1, this.#chart?.width ?? this.#host.clientWidth); }
  get height() { return Math.max(1, this.#chart?.height ?? 0); }

  /** Duration of the range shown without what is folded, ms. */
  get length() {
    const { axis, shown } = this.picture.scene;
    return axis.length(shown.min, shown.max);
  }

  /** Milliseconds per pixel. */
  get pixel() { return this.length / Math.max(1, this.#chart?.chartArea?.width ?? 1); }

  /** @param {number} x */
  timeAt(x) {
    const { axis, shown } = this.picture.scene;
    return axis.move(shown.min, (x - (this.#chart?.chartArea?.left ?? 0)) * this.pixel);
  }

  /** The price at a position; undefined outside of the chart's area. @param {number} x @param {number} y */
  priceAt(x, y) {
    const { chartArea: { left, right, top, bottom }, scales } = this.#made();
    return x < left || x > right || y < top || y > bottom ? undefined : scales.y.getValueForPixel(y);
  }

  /** Creates the Chart.js instance ahead of the first price, in a task of its own. */
  prepare() {
    if (!this.#chart) this.#throttle.schedule(0);
  }

  clear() {
    this.picture.scene = NOTHING;
    this.#pulsed = -1;
    if (this.#chart) this.#chart.data.datasets[0].data = [];
  }

  /** @param {Range} prices @param {() => void} onLayout  called when pixels can be converted, before drawing */
  paint(prices, onLayout) {
    const { line, shown, axis } = this.picture.scene;
    const chart = this.#made();
    this.#onLayout = onLayout;
    chart.data.datasets[0].data = decimate(line, shown.min, this.pixel, axis.isPlain ? undefined : (time) => axis.at(time));
    Object.assign(chart.options.scales?.x ?? {}, shown);
    Object.assign(chart.options.scales?.y ?? {}, prices);
    chart.update('none');
  }

  /**
   * Pulses the halo once per trade; one pulse ends before the next begins.
   * @param {PriceSeries} series
   * @param {boolean} isShown
   * @param {boolean} isStill
   */
  showPulse({ last, totals }, isShown, isStill) {
    this.#halo.hidden = !last;
    if (!last) return;
    const { scales: { x, y }, chartArea } = this.#made();
    const place = x.getPixelForValue(last.x);
    this.#halo.hidden = !isShown || place > chartArea.right + 1;
    this.#halo.style.translate = `${place}px ${y.getPixelForValue(last.y)}px`;
    if (totals.trades === this.#pulsed || isStill) return;
    this.#pulsed = totals.trades;
    if (!this.#halo.hidden && this.#yieldToMain?.playState !== 'running') this.#yieldToMain = this.#halo.animate(PULSE_KEYS, PULSE);
  }

  /** Applies changed colours or a changed font size. */
  restyle() {
    const theme = readTheme(this.#host);
    this.picture.theme = theme;
    for (const scale of Object.values(this.#chart?.options.scales ?? {})) {
      if (scale?.grid) scale.grid.color = theme.line;
      if (scale?.ticks) Object.assign(scale.ticks, { color: theme.muted, font: { size: theme.letters, family: theme.font } });
    }
  }

  destroy() {
    this.#isGone = true;
    this.#chart?.destroy();
    this.#host.replaceChildren();
  }

  #made() {
    if (!this.#chart) {
      const canvas = make('canvas', '');
      this.#host.prepend(canvas);
      this.#chart = new Chart(canvas, configurationOf(this.picture, { onResize: () => this.restyle(), onLayout: () => this.#onLayout() }));
    }
    return this.#chart;
  }
}

/**
 * Chart.js's configuration for drawing one sorted line fast: no parsing, no animation, no events of its own.
 * @param {Picture} picture
 * @param {object} callbacks
 * @param {() => void} callbacks.onResize  called before it is drawn in another size
 * @param {() => void} callbacks.onLayout  called when pixels can be converted, before drawing
 * @returns {Configuration}
 */
function configurationOf(picture, { onResize, onLayout }) {
  return {
    type: 'line',
    data: { datasets: [{ data: [] }] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      onResize,
      layout: { padding: { top: 12 } },
      elements: {
        point: { radius: 0 },
        line: {
          borderWidth: 2,
          borderJoinStyle: 'round',
          borderColor: () => picture.theme.accent,
        },
      },
      scales: scalesOf(picture),
    },
    plugins: [{
      id: 'marks',
      afterLayout: onLayout,
      beforeDatasetsDraw: (chart) => {
        drawExtended(chart, picture);
        drawBands(chart, picture);
        drawFolds(chart, picture);
        drawVolume(chart, picture);
        if (picture.kind === 'candles') drawCandles(chart, picture);
        else drawFill(chart, picture);
      },
      afterDatasetsDraw: (chart) => {
        drawLast(chart, picture);
        drawSeams(chart, picture);
        drawLane(chart, picture);
        drawCrosshair(chart, picture);
      },
    }],
  };
}
