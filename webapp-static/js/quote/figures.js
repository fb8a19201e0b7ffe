// @ts-check
import { byId, setText } from '../kit/dom.js';
import { figuresOf } from '../prices/live-symbol.js';

/**
 * @typedef {object} FiguresState
 * @property {import('../prices/live-symbol.js').LiveSymbol} live  the main symbol
 * @property {import('../prices/quotes.js').Day | undefined} day  its trading day so far
 * @property {number} now
 */

/** Letters of the longest figure that leave room for two columns everywhere. */
const MOST_LENGTH = 12;
/** Between two measurements of the delay that are written; ms. */
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

  /**
   * The day's, if somebody has told them, and those of what is known, each called what it is.
   * @param {import('../prices/price-series.js').PriceSeries} series
   * @param {import('../prices/live-symbol.js').Figures} known
   * @param {FiguresState} state
   */
  #write({ lastTime, decimals }, { first, high, low, trades, volume }, { day, now }) {
    const price = (/** @type {number} */ value) => this.#format.price(value, decimals);
    const since = first ? `since ${this.#format.brief(first.time, now)}` : '';
    for (const element of this.#recorded) setText(element, since);
    const figures = {
      'day-range': day ? `${price(day.low)} – ${price(day.high)}` : '',
      high: price(high), low: price(low), trades: this.#format.amount(trades),
      'last-trade': lastTime > -Infinity ? this.#format.moment(lastTime, now) : '', volume: volume > 0 ? this.#format.amount(volume) : '',
    };
    for (const [id, text] of Object.entries(figures)) setText(byId(id, HTMLElement), text);
    this.#day.hidden = !day;
    for (const id of ['high', 'low']) /** @type {HTMLElement} */ (byId(id, HTMLElement).parentElement).hidden = day !== undefined;
    // Currency feeds send prices without volumes: then there is nothing to say.
    /** @type {HTMLElement} */ (this.#volume.parentElement).hidden = figures.volume === '';
    const length = String(Math.max(...Object.values(figures).flatMap((text) => text.split(' ')).map((word) => word.length)));
    if (this.#root.style.getPropertyValue('--length') !== length) this.#root.style.setProperty('--length', length);
    // Where a number nearly fills a column, two columns are more than a telephone has.
    this.#root.dataset.length = Number(length) > MOST_LENGTH ? 'long' : 'usual';
  }
}

/** How long trades of the main symbol take to the screen, below the chart; hidden while that is unknown. */
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
   * @param {() => number | undefined} median  in ms; asked for at most once a second
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
