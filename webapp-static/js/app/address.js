// @ts-check

const PARAMETER = 'symbol';
const STORED_SYMBOL = 'stock-chart.symbol';
const STORED_VIEW = 'stock-chart.view';
const NAME = 'stock-chart';
/** @typedef {import('../chart/chart-choice.js').ViewParams} ViewParams */
/** @type {readonly (keyof ViewParams)[]} */
const VIEW = ['range', 'interval', 'kind'];

/** The symbol and the chart's parameters in the page's address, history and title, and in local storage. */
export class Address {
  /** @type {Window} */ #window;
  /** @type {() => void} */ #onPop;

  /**
   * @param {Window} window
   * @param {(symbol: string, view: Partial<ViewParams>) => void} onMove  called when the user goes back or forward
   */
  constructor(window, onMove) {
    this.#window = window;
    this.#onPop = () => onMove(this.#named() ?? '', this.view());
    window.addEventListener('popstate', this.#onPop);
  }

  /** The initial symbol: that of the address, otherwise the last one shown. */
  initial() {
    return this.#named() ?? this.#recall(STORED_SYMBOL) ?? '';
  }

  /**
   * @param {string} symbol
   * @param {'push' | 'replace'} how
   */
  show(symbol, how) {
    const url = new URL(this.#window.location.href);
    if (url.searchParams.get(PARAMETER) === symbol) return;
    url.searchParams.set(PARAMETER, symbol);
    this.#window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', url);
  }

  /**
   * The chart's parameters: those of the address if it has any parameter, otherwise the last ones used.
   * @returns {Partial<ViewParams>}
   */
  view() {
    const named = new URLSearchParams(this.#window.location.search);
    const hasParameters = [PARAMETER, ...VIEW].some((name) => named.has(name));
    const words = hasParameters ? named : new URLSearchParams(this.#recall(STORED_VIEW));
    return Object.fromEntries(VIEW.map((name) => [name, words.get(name) ?? '']));
  }

  /** @param {ViewParams} words  empty for automatic */
  showView(words) {
    const { href } = this.#window.location;
    const url = new URL(href);
    for (const name of VIEW) {
      if (words[name] === '') url.searchParams.delete(name);
      else url.searchParams.set(name, words[name]);
    }
    if (url.href !== href) this.#window.history.replaceState(null, '', url);
  }

  /** Stores them for the next visit. @param {ViewParams} words */
  storeView(words) {
    this.#store(STORED_VIEW, new URLSearchParams(words).toString());
  }

  /** @param {string} symbol */
  storeSymbol(symbol) {
    this.#store(STORED_SYMBOL, symbol);
  }

  /** @param {string} text  empty for only the page's name */
  title(text) {
    const title = text === '' ? NAME : `${text} – ${NAME}`;
    if (this.#window.document.title !== title) this.#window.document.title = title;
  }

  destroy() {
    this.#window.removeEventListener('popstate', this.#onPop);
  }

  #named() {
    return new URLSearchParams(this.#window.location.search).get(PARAMETER)?.trim() || undefined;
  }

  /** @param {string} key @param {string} value */
  #store(key, value) {
    try {
      this.#window.localStorage.setItem(key, value);
    } catch {
      // Storage may be switched off or full; the page works without.
    }
  }

  /** @param {string} key */
  #recall(key) {
    try {
      return this.#window.localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }
}
