// @ts-check
import { byId, setAttribute } from '../kit/dom.js';
import { Toast } from '../kit/toast.js';
import { WatchActions } from './watch-actions.js';
import { WatchlistView } from './watchlist-view.js';

/**
 * @typedef {object} Deps
 * @property {import('./watch-text.js').WatchState} state
 * @property {import('../kit/format.js').Format} format
 * @property {import('../kit/timers.js').Clock} clock
 * @property {(symbol: string) => void} open  makes a symbol the main one
 * @property {() => void} search  where to find more symbols
 * @property {() => void} onWanted  other symbols are wanted
 */

/** Builds and wires the watchlist: its actions, its rows, and the button beside the symbol shown. */
export class Watchlist {
  /** @type {Deps} */ #deps;
  /** @type {WatchActions} */ #actions;
  /** @type {{ render(state: import('./watch-text.js').WatchState): void }[]} */ #views;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    const { state, format, clock, search, onWanted } = deps;
    const toast = new Toast(byId('watch-toast', HTMLElement), clock.set);
    const actions = new WatchActions({
      state, window,
      show: (words, isSeen, undo) => toast.show(words, isSeen, undo),
      offered: () => toast.offered,
      onRestored: (symbol) => list.focus(symbol),
      onChange: onWanted,
    });
    const list = new WatchlistView({
      format, search,
      open: (symbol) => this.#open(symbol),
      remove: (symbol) => actions.remove(symbol),
      move: (symbol, place) => actions.move(symbol, place),
    });
    this.#actions = actions;
    this.#views = [new WatchButton((symbol) => actions.toggle(symbol)), list];
  }

  /** Fills the list for a first visit. @param {readonly string[]} symbols */
  start(symbols) {
    this.#actions.start(symbols);
  }

  /** @param {string} symbol */
  add(symbol) {
    this.#actions.add(symbol);
  }

  render() {
    this.#views.forEach((view) => view.render(this.#deps.state));
  }

  /** Also scrolls up, because on a phone the list is below the chart. @param {string} symbol */
  #open(symbol) {
    this.#deps.open(symbol);
    byId('head', HTMLElement).scrollIntoView({ block: 'nearest' });
  }
}

/** The star beside the name of the symbol shown, which adds it to the watchlist or removes it. */
class WatchButton {
  #button = byId('watch', HTMLButtonElement);
  #symbol = '';

  /** @param {(symbol: string) => void} onToggle */
  constructor(onToggle) {
    this.#button.addEventListener('click', () => onToggle(this.#symbol));
  }

  /** @param {import('./watch-text.js').WatchState} state */
  render({ live, ticker, watchlist }) {
    this.#symbol = live.symbol;
    const isWatched = watchlist.has(live.symbol);
    this.#button.hidden = !live.isWanted && !isWatched;
    setAttribute(this.#button, 'aria-pressed', String(isWatched));
    setAttribute(this.#button, 'aria-label', `Watch ${ticker}`);
    setAttribute(this.#button, 'title', isWatched ? `Remove ${ticker} from the watchlist` : `Add ${ticker} to the watchlist`);
  }

  destroy() {
    this.#button.hidden = true;
  }
}
