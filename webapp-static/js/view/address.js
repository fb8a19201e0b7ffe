// @ts-check

const PARAMETER = 'symbol';
const REMEMBERED = 'stock-chart.symbol';
const NAME = 'stock-chart';

/** The symbol in the page's address, its history and title, and in the browser's memory. */
export class Address {
  /** @type {Window} */ #window;
  /** @type {() => void} */ #onPop;

  /**
   * @param {Window} window
   * @param {(symbol: string) => void} onMove  the reader went back or forward
   */
  constructor(window, onMove) {
    this.#window = window;
    this.#onPop = () => onMove(this.#named() ?? '');
    window.addEventListener('popstate', this.#onPop);
  }

  /** The symbol to begin with: that of the address, else the last one shown here. */
  initial() {
    return this.#named() ?? this.#recall() ?? '';
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

  /** @param {string} symbol */
  remember(symbol) {
    try {
      this.#window.localStorage.setItem(REMEMBERED, symbol);
    } catch {
      // Storage may be switched off or full; the page works without.
    }
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

  #recall() {
    try {
      return this.#window.localStorage.getItem(REMEMBERED) ?? undefined;
    } catch {
      return undefined;
    }
  }
}
