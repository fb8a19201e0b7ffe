// @ts-check
import { byId, setText } from '../kit/dom.js';
import { freshnessOf, freshnessText } from './freshness.js';

/**
 * @typedef {object} Title  of the main symbol
 * @property {number} now
 * @property {string} ticker
 * @property {import('../symbols/known-symbols.js').Entry | undefined} row
 * @property {boolean} [isStarting]  whether a first visit waits for the server to name a symbol
 * @typedef {Title & import('./freshness.js').FreshnessState} HeaderState
 */

/** Name, last price, change and freshness of the symbol shown. */
export class PriceHeader {
  #head = byId('head', HTMLElement);
  #symbol = byId('symbol', HTMLElement);
  #name = byId('name', HTMLElement);
  #price = byId('price', HTMLElement);
  #change = byId('change', HTMLElement);
  #arrow = byId('change-arrow', HTMLElement);
  #words = byId('change-words', HTMLElement);
  #since = byId('since', HTMLElement);
  /** @type {import('../kit/format.js').Format} */ #format;
  #freshness = byId('freshness', HTMLElement);

  /** @param {import('../kit/format.js').Format} format */
  constructor(format) {
    this.#format = format;
  }

  /** @param {HeaderState} state */
  render(state) {
    const { live, row } = state;
    this.#head.hidden = live.phase === 'none';
    if (this.#head.hidden && !state.isStarting) delete document.documentElement.dataset.opening;
    byId('page-title', HTMLElement).hidden = !this.#head.hidden;
    setText(this.#symbol, state.ticker);
    setText(this.#name, row?.name ?? '');
    this.#renderPrice(live, state.now);
    this.#renderFreshness(state);
  }

  destroy() {
    this.#head.hidden = true;
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

  /** @param {HeaderState} state */
  #renderFreshness(state) {
    const { phase, series, tier } = state.live;
    const isShown = phase === 'live' || series.count > 0 || tier.kind !== 'streamed';
    const freshness = isShown ? freshnessOf(state, state.now) : undefined;
    setText(this.#freshness, freshness ? freshnessText(freshness, this.#format, state.now) : '');
    const cause = freshness?.cause ?? 'live';
    if (this.#freshness.dataset.cause !== cause) this.#freshness.dataset.cause = cause;
  }
}
