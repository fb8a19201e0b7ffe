// @ts-check
import { Address } from './address.js';

/**
 * @typedef {object} Deps
 * @property {import('./page-state.js').PageState} state
 * @property {import('../kit/format.js').Format} format
 * @property {import('../prices/subscription.js').Subscription} subscription
 * @property {() => void} changed  asks for a frame
 */

/** Which symbol the page shows, and how: keeps state, address and what the server is asked for the same. */
export class Navigation {
  /** @type {Deps} */ #deps;
  /** @type {Address} */ #address;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#address = new Address(window, (symbol, view) => {
      deps.state.choice.set(view);
      this.#choose(symbol);
    });
  }

  /** Shows what the address names, or what was shown last. */
  start() {
    const { state } = this.#deps;
    state.choice.set(this.#address.view());
    const initial = this.#address.initial();
    if (initial === '') return;
    this.#address.show(this.#choose(initial), 'replace');
    this.#address.showView(state.choice.params);
  }

  /** The reader's choice. @param {string} symbol */
  open(symbol) {
    const { state, subscription } = this.#deps;
    if (symbol !== state.live.symbol) this.#address.show(this.#choose(symbol), 'push');
    else if (state.live.phase !== 'live') subscription.retry(symbol);
  }

  /** How the reader wants to see the chart. @param {Partial<import('../chart/chart-choice.js').ViewParams>} words */
  chooseView(words) {
    const { state, changed } = this.#deps;
    state.choice.set(words);
    this.#address.showView(state.choice.params);
    this.#address.rememberView(state.choice.params);
    changed();
  }

  /** Other symbols are wanted, or the server allows more of them or fewer. */
  onWanted() {
    const { state, subscription, changed } = this.#deps;
    subscription.want(state.wanted);
    changed();
  }

  /** An address may name a symbol as people write it: only the list tells its real name. */
  onNames() {
    const { state, changed } = this.#deps;
    const { symbol, series } = state.live;
    const known = state.catalogue?.resolve(symbol)?.symbol;
    if (known && known !== symbol && series.count === 0) this.#address.show(this.#choose(known), 'replace');
    changed();
  }

  paintTitle() {
    const { state, format } = this.#deps;
    const { last, decimals } = state.live.series;
    this.#address.title(last ? `${state.ticker} ${format.price(last.y, decimals)}` : state.ticker);
  }

  /** Shows a symbol without touching the history. @param {string} symbol */
  #choose(symbol) {
    const { state, subscription } = this.#deps;
    const known = state.catalogue?.resolve(symbol)?.symbol ?? symbol;
    state.choose(known);
    this.onWanted();
    // One of the watchlist lacks the seconds: asked for again, it brings them.
    if (state.live.phase === 'live' && !state.live.book.hasSeconds) subscription.retry(known);
    if (state.live.isWanted) this.#address.remember(known);
    return known;
  }
}
