// @ts-check
import { byId } from '../kit/dom.js';
import { Said } from '../kit/said.js';
import { WatchActions } from './watch-actions.js';
import { WatchButton } from './watch-button.js';
import { WatchlistView } from './watchlist-view.js';
import { Quotes } from '../prices/quotes.js';

/**
 * @typedef {object} Surroundings
 * @property {import('../app/page-state.js').PageState} state
 * @property {import('../kit/format.js').Format} format
 * @property {import('../kit/timers.js').Clock} clock
 * @property {(symbol: string) => void} open  makes a symbol the main one
 * @property {() => void} search  where to find more symbols
 * @property {() => void} onWanted  other symbols are wanted
 * @property {() => void} changed  asks for a frame
 */

const QUOTE_DEADLINE = 15_000;

/** The part of main.js that builds and wires the watchlist, and what its numbers are compared with. */
export class Watchlist {
  /** @type {Surroundings} */ #around;
  /** @type {WatchActions} */ #actions;
  /** @type {{ render(state: import('../app/page-state.js').PageState): void }[]} */ #views;
  /** @type {Quotes} */ #quotes;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    const { state, format, clock, search, onWanted } = around;
    const said = new Said(byId('watch-said', HTMLElement), clock.set);
    const actions = new WatchActions({
      state, window,
      say: (words, isSeen, undo) => said.say(words, isSeen, undo),
      offered: () => said.offered,
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
    this.#quotes = this.#newQuotes();
  }

  /** @param {string} symbol */
  add(symbol) {
    this.#actions.add(symbol);
  }

  /** The server holds other symbols for this page. */
  onHeld() {
    this.#quotes.want(this.#around.state.held);
  }

  render() {
    this.#views.forEach((view) => view.render(this.#around.state));
  }

  /** On a phone the list is below the chart. @param {string} symbol */
  #open(symbol) {
    this.#around.open(symbol);
    byId('head', HTMLElement).scrollIntoView({ block: 'nearest' });
  }

  #newQuotes() {
    const { state, clock, changed } = this.#around;
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: 'America/New_York' });
    return new Quotes({
      url: new URL('api/quote', document.baseURI).href,
      get: (url) => fetch(url, { signal: AbortSignal.timeout(QUOTE_DEADLINE) }),
      clock,
      random: Math.random,
      today: () => day.format(),
      now: Date.now,
      onDay: (symbol, figures) => {
        state.symbols.get(symbol)?.onDay(figures);
        changed();
      },
      onClose: (symbol, price) => {
        state.symbols.get(symbol)?.onPreviousClose(price);
        changed();
      },
    });
  }
}
