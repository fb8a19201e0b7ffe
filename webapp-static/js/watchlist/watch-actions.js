// @ts-check
import { WATCH_TEXTS } from './watch-text.js';

/**
 * @typedef {object} Deps
 * @property {import('./watch-text.js').WatchState} state
 * @property {Window} window
 * @property {(words: string, isSeen: boolean, undo?: () => void) => void} show  shows a message, with an undo action if given
 * @property {() => (() => void) | undefined} offered  the action that can be undone now
 * @property {(symbol: string) => void} onRestored  a removed row was restored
 * @property {() => void} onChange  symbols or their order have changed
 */

const STORED = 'stock-chart.watchlist';

/** The actions on the watchlist. Each change is announced, shown, and stored in the browser for other tabs too. */
export class WatchActions {
  /** @type {Deps} */ #deps;
  /** Without a key the whole storage was cleared. */
  #onStorage = (/** @type {StorageEvent} */ { key, newValue }) => {
    if (key === STORED) this.#follow(newValue);
    else if (key === null) this.#follow(this.#recall());
  };

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#take(this.#recall());
    deps.window.addEventListener('storage', this.#onStorage);
  }

  /**
   * Fills the list for a first visit, unless there is or was one already. Not announced: the reader has done nothing.
   * @param {readonly string[]} symbols
   */
  start(symbols) {
    const { state, onChange } = this.#deps;
    if (symbols.length === 0 || state.watchlist.size > 0 || this.#recall() !== null) return;
    state.watchlist.start(symbols.slice(0, state.limit));
    this.#store();
    state.syncSymbols();
    onChange();
  }

  /** @param {string} symbol */
  add(symbol) {
    const { state: { watchlist, limit }, show } = this.#deps;
    const ticker = this.#ticker(symbol);
    if (watchlist.has(symbol)) show(WATCH_TEXTS.known(ticker), true);
    else if (watchlist.size >= limit) show(WATCH_TEXTS.full(ticker, limit), true);
    else {
      watchlist.add(symbol);
      this.#changed(WATCH_TEXTS.added(ticker), true);
    }
  }

  /** @param {string} symbol */
  remove(symbol) {
    const { state: { watchlist }, offered } = this.#deps;
    if (!watchlist.has(symbol)) return;
    const ticker = this.#ticker(symbol);
    const order = watchlist.symbols;
    const earlier = offered();
    watchlist.remove(symbol);
    this.#changed(WATCH_TEXTS.removed(ticker), true, () => this.#putBack(symbol, order, earlier));
  }

  /** @param {string} symbol */
  toggle(symbol) {
    if (this.#deps.state.watchlist.has(symbol)) this.remove(symbol);
    else this.add(symbol);
  }

  /** @param {string} symbol @param {number} place  from 0; beyond an end means to that end */
  move(symbol, place) {
    const { watchlist } = this.#deps.state;
    if (!watchlist.has(symbol)) return;
    watchlist.move(symbol, place);
    // Announced only: the move is visible.
    this.#changed(WATCH_TEXTS.moved(this.#ticker(symbol), watchlist.symbols.indexOf(symbol) + 1, watchlist.size), false);
  }

  destroy() {
    this.#deps.window.removeEventListener('storage', this.#onStorage);
  }

  /**
   * Undoes a removal. The symbol is subscribed again, as any that is added.
   * @param {string} symbol
   * @param {readonly string[]} order
   * @param {(() => void) | undefined} earlier  the action that can be undone next
   */
  #putBack(symbol, order, earlier) {
    const { state: { watchlist, limit }, show, onRestored } = this.#deps;
    const ticker = this.#ticker(symbol);
    if (watchlist.has(symbol)) show(WATCH_TEXTS.known(ticker), true, earlier);
    else if (watchlist.size >= limit) show(WATCH_TEXTS.full(ticker, limit), true, earlier);
    else {
      watchlist.putBack(symbol, order);
      onRestored(symbol);
      this.#changed(WATCH_TEXTS.restored(ticker), true, earlier);
    }
  }

  /** @param {string} symbol */
  #ticker(symbol) {
    return this.#deps.state.tickerOf(symbol);
  }

  /** @param {string} words @param {boolean} isSeen @param {() => void} [undo] */
  #changed(words, isSeen, undo) {
    this.#store();
    this.#deps.state.syncSymbols();
    this.#deps.show(words, isSeen, undo);
    this.#deps.onChange();
  }

  /** Another tab has changed the list. Removals are announced only, because they are visible. @param {string | null} text */
  #follow(text) {
    const { state, show } = this.#deps;
    const before = state.watchlist.symbols.map((symbol) => ({ symbol, ticker: this.#ticker(symbol) }));
    this.#take(text);
    const gone = before.filter(({ symbol }) => !state.watchlist.has(symbol)).map(({ ticker }) => ticker);
    if (gone.length > 0) show(WATCH_TEXTS.goneElsewhere(gone), false);
  }

  /** @param {string | null} text */
  #take(text) {
    this.#deps.state.watchlist.restore(text);
    this.#deps.state.syncSymbols();
    this.#deps.onChange();
  }

  #store() {
    try {
      this.#deps.window.localStorage.setItem(STORED, this.#deps.state.watchlist.toText());
    } catch {
      // Storage may be switched off or full; then the list lasts as long as the page.
    }
  }

  #recall() {
    try {
      return this.#deps.window.localStorage.getItem(STORED);
    } catch {
      return null;
    }
  }
}
