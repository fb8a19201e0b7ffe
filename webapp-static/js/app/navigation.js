// @ts-check
import { Address } from './address.js';

/**
 * @typedef {object} Deps
 * @property {import('./page-state.js').PageState} state
 * @property {import('../kit/format.js').Format} format
 * @property {import('../prices/subscription.js').Subscription} subscription
 * @property {() => void} changed  requests a frame
 */

/** Which symbol the page shows, and how: keeps state, address and subscriptions consistent. */
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

  /** Shows the symbol of the address, or the one shown last. */
  start() {
    const { state } = this.#deps;
    state.choice.set(this.#address.view());
    const initial = this.#address.initial();
    if (initial === '') return;
    this.#address.show(this.#choose(initial), 'replace');
    this.#address.showView(state.choice.params);
  }

  /** Shows the symbol that the server names for a first visit, unless the reader was faster. @param {string} symbol */
  begin(symbol) {
    if (this.#deps.state.live.symbol === '') this.#address.show(this.#choose(symbol), 'replace');
  }

  /** The user opens a symbol. @param {string} symbol */
  open(symbol) {
    const { state, subscription } = this.#deps;
    if (symbol !== state.live.symbol) this.#address.show(this.#choose(symbol), 'push');
    else if (state.live.phase !== 'live') subscription.retry(symbol);
  }

  /** The user changes the chart's parameters. @param {Partial<import('../chart/chart-choice.js').ViewParams>} words */
  chooseView(words) {
    const { state, changed } = this.#deps;
    state.choice.set(words);
    this.#address.showView(state.choice.params);
    this.#address.storeView(state.choice.params);
    changed();
  }

  /** The wanted symbols or the limit have changed. */
  onWanted() {
    const { state, subscription, changed } = this.#deps;
    subscription.want(state.wanted);
    changed();
  }

  /** Names have become known: an address may hold a common notation of a symbol, which only the list can resolve. */
  onNames() {
    const { state, changed } = this.#deps;
    state.onNames();
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

  /** Shows a symbol without changing the history. @param {string} symbol */
  #choose(symbol) {
    const { state } = this.#deps;
    const known = state.catalogue?.resolve(symbol)?.symbol ?? symbol;
    state.choose(known);
    this.onWanted();
    if (state.live.isWanted) this.#address.storeSymbol(known);
    return known;
  }
}
