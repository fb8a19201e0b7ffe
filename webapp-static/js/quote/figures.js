// @ts-check
import { byId, setText } from '../kit/dom.js';
import { figuresOf } from '../prices/live-symbol.js';

/**
 * @typedef {object} FiguresState
 * @property {import('../prices/live-symbol.js').LiveSymbol} live  the main symbol
 * @property {import('../prices/quotes.js').Day | undefined} day  its trading day so far
 * @property {number} now
 */

/** Longest text that leaves room for two columns on every screen, in characters. */
const MOST_LENGTH = 12;
/** Least time between two updates of the delay, ms. */
const PAUSE = 1_000;

/** The figures below the chart. */
export class Figures {
  #root = byId('figures', HTMLElement);
  #volume = byId('volume', HTMLElement);
  #day = byId('day-figure', HTMLElement);
  #recorded = [...this.#root.querySelectorAll('.recorded')];
  /** @type {import('../kit/format.js').Format} */ #format;

  /** @param {import('../kit/format.js').Format} format */
  constructor(format) {
    this.#format = format;
  }

  /** @param {FiguresState} state */
  render(state) {
    const { series } = state.live;
    this.#root.hidden = series.count === 0;
    if (!this.#root.hidden) this.#write(series, figuresOf(state.live), state);
  }

  destroy() {
    this.#root.hidden = true;
  }

  /** @param {number} volume */
  #volumeText(volume) {
    return volume > 0 ? this.#format.amount(volume) : '';
  }

  /**
   * Writes the day's range and volume if they are known, else those of the known data, each labelled accordingly.
   * @param {import('../prices/price-series.js').PriceSeries} series
   * @param {import('../prices/live-symbol.js').Figures} known
   * @param {FiguresState} state
   */
  #write({ lastTime, decimals }, { first, high, low, trades, volume }, { day, now }) {
    const price = (/** @type {number} */ value) => this.#format.price(value, decimals);
    const since = first ? `since ${this.#format.brief(first.time, now)}` : '';
    for (const element of this.#recorded) {
      setText(element, day?.volume !== undefined && element.parentElement?.nextElementSibling === this.#volume ? '' : since);
    }
    const figures = {
      'day-range': day ? `${price(day.low)} – ${price(day.high)}` : '',
      high: price(high), low: price(low), trades: this.#format.amount(trades),
      'last-trade': lastTime > -Infinity ? this.#format.moment(lastTime, now) : '', volume: this.#volumeText(day?.volume ?? volume),
    };
    for (const [id, text] of Object.entries(figures)) setText(byId(id, HTMLElement), text);
    this.#day.hidden = !day;
    for (const id of ['high', 'low']) /** @type {HTMLElement} */ (byId(id, HTMLElement).parentElement).hidden = day !== undefined;
    // Currency feeds send prices without volumes: then the figure is hidden.
    /** @type {HTMLElement} */ (this.#volume.parentElement).hidden = figures.volume === '';
    const length = String(Math.max(...Object.values(figures).flatMap((text) => text.split(' ')).map((word) => word.length)));
    if (this.#root.style.getPropertyValue('--length') !== length) this.#root.style.setProperty('--length', length);
    // If a number nearly fills a column, a phone has no room for two columns.
    this.#root.dataset.length = Number(length) > MOST_LENGTH ? 'long' : 'usual';
  }
}

/** The delay of the main symbol's trades below the chart; hidden while it is unknown. */
export class DelayFigure {
  #root = byId('delay-figure', HTMLElement);
  #value = byId('delay', HTMLElement);
  /** @type {import('../kit/format.js').Format} */ #format;
  #rendered = -Infinity;

  /** @param {import('../kit/format.js').Format} format */
  constructor(format) {
    this.#format = format;
  }

  /**
   * @param {number} now  in ms
   * @param {() => number | undefined} median  in ms; called at most once a second
   */
  render(now, median) {
    if (now - this.#rendered < PAUSE && now >= this.#rendered) return;
    this.#rendered = now;
    const delay = median();
    this.#root.hidden = delay === undefined;
    setText(this.#value, delay === undefined ? '' : this.#format.delay(delay));
  }

  destroy() {
    this.#root.hidden = true;
  }
}
