// @ts-check
import { byId, setText } from './dom.js';

/** @typedef {import('../model/page-state.js').PageState} PageState */

/** Name, last price and change of the symbol shown, and the figures below the chart. */
export class PriceHeader {
  #head = byId('head', HTMLElement);
  #figures = byId('figures', HTMLElement);
  #symbol = byId('symbol', HTMLElement);
  #name = byId('name', HTMLElement);
  #price = byId('price', HTMLElement);
  #change = byId('change', HTMLElement);
  #arrow = byId('change-arrow', HTMLElement);
  #words = byId('change-words', HTMLElement);
  #since = byId('since', HTMLElement);
  #volume = byId('volume', HTMLElement);
  /** @type {import('./format.js').Format} */ #format;
  /** @type {() => number} */ #now;

  /**
   * @param {import('./format.js').Format} format
   * @param {() => number} now
   */
  constructor(format, now) {
    this.#format = format;
    this.#now = now;
  }

  /** @param {PageState} state */
  render(state) {
    const { live, row } = state;
    this.#head.hidden = live.phase === 'none';
    this.#figures.hidden = live.series.count === 0;
    setText(this.#symbol, state.ticker);
    setText(this.#name, row?.name ?? '');
    this.#renderPrice(live.series);
    if (!this.#figures.hidden) this.#renderFigures(live.series);
  }

  destroy() {
    this.#head.hidden = true;
    this.#figures.hidden = true;
  }

  /** @param {import('../model/price-series.js').PriceSeries} series */
  #renderPrice({ first, last, decimals }) {
    setText(this.#price, last ? this.#format.price(last.y, decimals) : '–');
    const change = first && last ? this.#format.change(first.y, last.y, decimals) : undefined;
    this.#change.dataset.direction = change?.direction ?? 'none';
    setText(this.#arrow, change?.arrow ?? '');
    setText(this.#words, change?.words ?? '');
    setText(this.#since, first ? `since ${this.#format.moment(first.x, this.#now())}` : '');
  }

  /** @param {import('../model/price-series.js').PriceSeries} series */
  #renderFigures({ last, totals, decimals }) {
    const price = (/** @type {number} */ value) => this.#format.price(value, decimals);
    setText(byId('high', HTMLElement), price(totals.high));
    setText(byId('low', HTMLElement), price(totals.low));
    setText(byId('trades', HTMLElement), this.#format.amount(totals.trades));
    setText(byId('last-trade', HTMLElement), last ? this.#format.moment(last.x, this.#now()) : '');
    // Currency feeds send prices without volumes: then there is nothing to say.
    const hasVolume = totals.volume > 0;
    /** @type {HTMLElement} */ (this.#volume.parentElement).hidden = !hasVolume;
    if (hasVolume) setText(this.#volume, this.#format.amount(totals.volume));
  }
}
