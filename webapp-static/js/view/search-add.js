// @ts-check
import { make, setText } from './dom.js';

/**
 * @typedef {object} Surroundings
 * @property {HTMLInputElement} input
 * @property {HTMLElement} list  its rows have `data-symbol`
 * @property {(symbol: string) => boolean} isWatched
 * @property {(symbol: string) => void} onAdd
 */

const HINT = 'Add to the watchlist (Alt+Enter)';

/**
 * Adds a found symbol to the watchlist instead of opening it: by the + in its row, or with Alt or Ctrl and Enter for the
 * chosen row. The list stays open for the next one.
 */
export class SearchAdd {
  /** @type {Surroundings} */ #around;
  #onRows = () => this.#mark();
  #onKey = (/** @type {KeyboardEvent} */ event) => this.#key(event);
  #onClick = (/** @type {MouseEvent} */ event) => this.#click(event);

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    const { input, list } = around;
    // The library says so whenever there are new rows, too: the first is chosen then.
    input.addEventListener('navigate', this.#onRows);
    // Before the search box, which would open the symbol.
    input.addEventListener('keydown', this.#onKey, true);
    list.addEventListener('click', this.#onClick, true);
  }

  destroy() {
    const { input, list } = this.#around;
    input.removeEventListener('navigate', this.#onRows);
    input.removeEventListener('keydown', this.#onKey, true);
    list.removeEventListener('click', this.#onClick, true);
  }

  #mark() {
    for (const row of this.#around.list.querySelectorAll('[data-symbol]')) {
      const sign = row.querySelector('.add') ?? row.appendChild(this.#sign());
      setText(sign, this.#around.isWatched(/** @type {HTMLElement} */ (row).dataset.symbol ?? '') ? '✓' : '+');
    }
  }

  /** For the pointer only: inside an option nothing else can be pressed. */
  #sign() {
    const sign = make('span', 'add');
    sign.title = HINT;
    sign.setAttribute('aria-hidden', 'true');
    return sign;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Enter' || event.isComposing || !(event.altKey || event.ctrlKey || event.metaKey)) return;
    this.#add(this.#around.list.querySelector('[aria-selected="true"]'), event);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const sign = /** @type {Element} */ (event.target).closest('.add');
    if (sign) this.#add(sign.closest('[data-symbol]'), event);
  }

  /** @param {Element | null} row @param {Event} event */
  #add(row, event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const symbol = row instanceof HTMLElement && !this.#around.list.hidden ? row.dataset.symbol : undefined;
    if (symbol === undefined) return;
    this.#around.onAdd(symbol);
    this.#mark();
  }
}
