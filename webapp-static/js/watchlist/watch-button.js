// @ts-check
import { byId, setAttribute } from '../kit/dom.js';

/** The star beside the name of the symbol shown: puts it on the watchlist and takes it off. */
export class WatchButton {
  #button = byId('watch', HTMLButtonElement);
  #symbol = '';

  /** @param {(symbol: string) => void} onToggle */
  constructor(onToggle) {
    this.#button.addEventListener('click', () => onToggle(this.#symbol));
  }

  /** @param {import('../app/page-state.js').PageState} state */
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
