// @ts-check

const PARAMETER = 'symbol';
const REMEMBERED = 'stock-chart.symbol';
const REMEMBERED_VIEW = 'stock-chart.view';
const NAME = 'stock-chart';
/** @typedef {import('../chart/chart-choice.js').ViewParams} ViewParams */
/** @type {readonly (keyof ViewParams)[]} */
const VIEW = ['range', 'interval', 'kind'];

/** The symbol in the page's address, its history and title, and in the browser's memory. */
export class Address {
  /** @type {Window} */ #window;
  /** @type {() => void} */ #onPop;

  /**
   * @param {Window} window
   * @param {(symbol: string, view: Partial<ViewParams>) => void} onMove  the reader went back or forward
   */
  constructor(window, onMove) {
    this.#window = window;
    this.#onPop = () => onMove(this.#named() ?? '', this.view());
    window.addEventListener('popstate', this.#onPop);
  }

  /** The symbol to begin with: that of the address, else the last one shown here. */
  initial() {
    return this.#named() ?? this.#recall(REMEMBERED) ?? '';
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
   * How to see the chart: an address that names anything tells all, another leaves it as last time.
   * @returns {Partial<ViewParams>}
   */
  view() {
    const named = new URLSearchParams(this.#window.location.search);
    const isTold = [PARAMETER, ...VIEW].some((name) => named.has(name));
    const words = isTold ? named : new URLSearchParams(this.#recall(REMEMBERED_VIEW));
    return Object.fromEntries(VIEW.map((name) => [name, words.get(name) ?? '']));
  }

  /** @param {ViewParams} words  empty for what the page chooses itself */
  showView(words) {
    const { href } = this.#window.location;
    const url = new URL(href);
    for (const name of VIEW) {
      if (words[name] === '') url.searchParams.delete(name);
      else url.searchParams.set(name, words[name]);
    }
    if (url.href !== href) this.#window.history.replaceState(null, '', url);
  }

  /** For the next visit. @param {ViewParams} words */
  rememberView(words) {
    this.#store(REMEMBERED_VIEW, new URLSearchParams(words).toString());
  }

  /** @param {string} symbol */
  remember(symbol) {
    this.#store(REMEMBERED, symbol);
  }

  /** @param {string} text  empty for the page's name alone */
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
