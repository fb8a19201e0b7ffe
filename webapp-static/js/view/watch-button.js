// @ts-check
import { byId } from './dom.js';

/** The star beside the name of the symbol shown: puts it on the watchlist and takes it off. */
export class WatchButton {
  #button = byId('watch', HTMLButtonElement);
  #symbol = '';

  /** @param {(symbol: string) => void} onToggle */
  constructor(onToggle) {
    this.#button.addEventListener('click', () => onToggle(this.#symbol));
  }

  /** @param {import('../model/page-state.js').PageState} state */
  render({ live, ticker, watchlist }) {
    this.#symbol = live.symbol;
    const isWatched = watchlist.has(live.symbol);
    this.#button.hidden = !live.isWanted && !isWatched;
    this.#set('aria-pressed', String(isWatched));
    this.#set('aria-label', `Watch ${ticker}`);
    this.#set('title', isWatched ? `Remove ${ticker} from the watchlist` : `Add ${ticker} to the watchlist`);
  }

  destroy() {
    this.#button.hidden = true;
  }

  /** @param {string} name @param {string} value */
  #set(name, value) {
    if (this.#button.getAttribute(name) !== value) this.#button.setAttribute(name, value);
  }
}
