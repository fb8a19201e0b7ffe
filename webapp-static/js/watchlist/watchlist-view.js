// @ts-check
import { byId, setText } from '../kit/dom.js';
import { WatchDrag } from './watch-drag.js';
import { WatchKeys } from './watch-keys.js';
import { WatchRow } from './watch-row.js';
import { WatchSteps } from './watch-steps.js';
import { rowText } from './watch-text.js';

/**
 * @typedef {import('./watch-text.js').WatchState} WatchState
 * @typedef {object} Deps
 * @property {import('../kit/format.js').Format} format
 * @property {(symbol: string) => void} open
 * @property {(symbol: string) => void} remove
 * @property {(symbol: string, place: number) => void} move
 * @property {() => void} search  where to add symbols
 */

/** The watchlist beside or below the chart. */
export class WatchlistView {
  /** @type {Deps} */ #deps;
  #list = byId('watch-rows', HTMLElement);
  #count = byId('watch-count', HTMLElement);
  #empty = byId('watch-empty', HTMLElement);
  #start = byId('watch-start', HTMLElement);
  /** @type {Map<string, WatchRow>} */ #rows = new Map();
  /** Rows created so far: each gets its own number. */ #made = 0;
  /** The order shown. @type {readonly string[]} */ #order = [];
  /** The symbol whose row gets the focus once it exists. */ #awaited = '';
  /** @type {WatchKeys} */ #keys;
  /** @type {WatchDrag} */ #drag;
  /** @type {WatchSteps} */ #steps;
  #isStill = window.matchMedia('(prefers-reduced-motion: reduce)');

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#empty.tabIndex = -1;
    const list = this.#list;
    this.#keys = new WatchKeys({ list, onMove: deps.move, onRemove: deps.remove, onEmpty: deps.search });
    this.#drag = new WatchDrag({ list, onMove: deps.move });
    this.#steps = new WatchSteps({ list, onMove: deps.move });
    list.addEventListener('click', (event) => this.#click(event));
  }

  /** @param {WatchState} state */
  render(state) {
    const { watchlist, limit } = state;
    setText(this.#count, `${watchlist.size} of ${limit}`);
    if (this.#empty.hidden !== watchlist.size > 0) this.#empty.hidden = watchlist.size > 0;
    if (this.#start.hidden === watchlist.isStart) this.#start.hidden = !watchlist.isStart;
    if (watchlist.symbols !== this.#order) {
      this.#drag.refresh(watchlist.symbols);
      if (!this.#drag.isMoving) this.#arrange(watchlist.symbols);
    }
    const times = { now: state.now, frame: performance.now() };
    for (const row of this.#rows.values()) this.#renderRow(row, state, times);
  }

  /** Focuses the row of a symbol once it exists, unless the focus has moved elsewhere meanwhile. @param {string} symbol */
  focus(symbol) {
    this.#awaited = symbol;
  }

  destroy() {
    this.#arrange([]);
  }

  /** @param {WatchRow} row @param {WatchState} state @param {{ now: number, frame: number }} times */
  #renderRow(row, state, { now, frame }) {
    const live = state.symbols.get(row.symbol);
    if (!live) return;
    row.render(rowText(state, live, this.#deps.format, now), live, { isMain: live === state.live, now });
    row.flash(live.series.last?.y, frame, this.#isStill.matches);
  }

  /** @param {readonly string[]} symbols */
  #arrange(symbols) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const awaited = symbols.includes(this.#awaited) && !this.#isElsewhere(focused) ? this.#awaited : '';
    this.#awaited = '';
    const before = this.#order;
    const at = before.findIndex((symbol) => this.#rows.get(symbol)?.element.contains(focused));
    this.#order = symbols;
    for (const [symbol, row] of this.#rows) {
      if (symbols.includes(symbol)) continue;
      row.element.remove();
      this.#rows.delete(symbol);
    }
    this.#list.append(...symbols.map((symbol) => this.#row(symbol).element));
    this.#keys.refresh();
    this.#steps.refresh();
    if (awaited !== '') return this.#row(awaited).open.focus();
    if (at < 0) return;
    // A moved row loses the focus and gets it back; from a removed one it moves to the nearest row.
    const near = [...before.slice(at), ...before.slice(0, at).reverse()].find((symbol) => this.#rows.has(symbol));
    const refuge = near === undefined ? this.#empty : this.#row(near).open;
    (this.#list.contains(focused) ? focused : refuge)?.focus();
  }

  /** Whether the focus is outside of the list. @param {HTMLElement | null} focused */
  #isElsewhere(focused) {
    return focused !== null && focused !== document.body && !this.#list.contains(focused) && focused !== this.#empty;
  }

  /** @param {string} symbol */
  #row(symbol) {
    const known = this.#rows.get(symbol);
    if (known) return known;
    this.#made += 1;
    const row = new WatchRow(symbol, this.#made);
    this.#rows.set(symbol, row);
    return row;
  }

  /**
   * A click anywhere on a row opens its symbol, except on its other buttons. Clicks by key have no `detail`.
   * @param {MouseEvent} event
   */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const symbol = target.closest('li')?.dataset.symbol;
    if (symbol === undefined || target.closest('.grip, .steps')) return;
    if (target.closest('.remove')) this.#keys.remove(symbol, event.detail === 0);
    else this.#deps.open(symbol);
  }
}
