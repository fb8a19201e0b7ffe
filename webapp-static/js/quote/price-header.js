// @ts-check
import { figuresOf } from '../prices/live-symbol.js';
import { freshnessOf } from './freshness.js';
import { byId, setText } from '../kit/dom.js';
import { freshnessWords } from './freshness-words.js';

/** @typedef {import('../app/page-state.js').PageState} PageState */

/** Letters of the longest figure that leave room for two columns everywhere. */
const MOST_LENGTH = 12;

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
  #day = byId('day-figure', HTMLElement);
  #recorded = [...this.#figures.querySelectorAll('.recorded')];
  /** @type {import('../kit/format.js').Format} */ #format;
  #freshness = byId('freshness', HTMLElement);

  /** @param {import('../kit/format.js').Format} format */
  constructor(format) {
    this.#format = format;
  }

  /** @param {PageState} state */
  render(state) {
    const { live, row } = state;
    this.#head.hidden = live.phase === 'none';
    if (this.#head.hidden) delete document.documentElement.dataset.opening;
    byId('page-title', HTMLElement).hidden = !this.#head.hidden;
    this.#figures.hidden = live.series.count === 0;
    setText(this.#symbol, state.ticker);
    setText(this.#name, row?.name ?? '');
    const figures = figuresOf(live);
    this.#renderPrice(live, state.now);
    this.#renderFreshness(state);
    if (!this.#figures.hidden) this.#renderFigures(live.series, figures, state);
  }

  destroy() {
    this.#head.hidden = true;
    this.#figures.hidden = true;
  }

  /** @param {import('../prices/live-symbol.js').LiveSymbol} live @param {number} now */
  #renderPrice({ series: { last, decimals }, base }, now) {
    const price = last ? this.#format.price(last.y, decimals) : '–';
    if (this.#price.textContent !== price) {
      this.#price.textContent = price;
      this.#price.style.setProperty('--length', String(price.length));
    }
    const change = base && last ? this.#format.change(base.price, last.y, decimals) : undefined;
    this.#change.dataset.direction = change?.direction ?? 'none';
    setText(this.#arrow, change?.arrow ?? '');
    setText(this.#words, change?.words ?? '');
    setText(this.#since, base && change ? this.#format.since(base.time, now) : '');
  }

  /** @param {PageState} state */
  #renderFreshness(state) {
    const freshness = state.live.phase === 'live' || state.live.series.count > 0 ? freshnessOf(state, state.now) : undefined;
    setText(this.#freshness, freshness ? freshnessWords(freshness, this.#format, state.now) : '');
    const cause = freshness?.cause ?? 'live';
    if (this.#freshness.dataset.cause !== cause) this.#freshness.dataset.cause = cause;
  }

  /**
   * The day's, if somebody has told them, and those of what is known, each called what it is.
   * @param {import('../prices/price-series.js').PriceSeries} series
   * @param {import('../prices/live-symbol.js').Figures} known
   * @param {PageState} state
   */
  #renderFigures({ lastTime, decimals }, { first, high, low, trades, volume }, { day, now }) {
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
    if (this.#figures.style.getPropertyValue('--length') !== length) this.#figures.style.setProperty('--length', length);
    // Where a number nearly fills a column, two columns are more than a telephone has.
    this.#figures.dataset.length = Number(length) > MOST_LENGTH ? 'long' : 'usual';
  }
}
