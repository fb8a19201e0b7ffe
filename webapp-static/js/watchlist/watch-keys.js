// @ts-check

/**
 * @typedef {object} Deps
 * @property {HTMLElement} list  its rows have `data-symbol` and a button `.open`
 * @property {(symbol: string, place: number) => void} onMove
 * @property {(symbol: string) => void} onRemove
 * @property {() => void} onEmpty  the last row was removed by key, so the focus needs another place
 */

/**
 * The keys of the watchlist: arrows, Home and End move between rows, with Alt they move the row, Delete removes it. The rows have a
 * roving tabindex: Tab reaches one of them.
 */
export class WatchKeys {
  /** @type {Deps} */ #deps;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    deps.list.addEventListener('keydown', (event) => this.#key(event));
    deps.list.addEventListener('focusin', (event) => this.#rove(rowOf(event)));
  }

  /** Called when the rows have changed: one of them gets the tab stop. */
  refresh() {
    const rows = this.#rows;
    this.#rove(rows.find((row) => row.dataset.reach === 'true') ?? rows[0]);
  }

  /** Removes a row; the focus goes to its neighbour. @param {string} symbol @param {boolean} isByKey */
  remove(symbol, isByKey) {
    const rows = this.#rows;
    const at = rows.findIndex((row) => row.dataset.symbol === symbol);
    const neighbour = rows[at + 1] ?? rows[at - 1];
    if (rows[at]?.contains(document.activeElement)) {
      if (neighbour) openOf(neighbour).focus();
      else if (isByKey) this.#deps.onEmpty();
    }
    this.#deps.onRemove(symbol);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = rowOf(event);
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = this.#rows;
    const at = rows.indexOf(row);
    const places = new Map([['ArrowUp', at - 1], ['ArrowDown', at + 1], ['Home', 0], ['End', rows.length - 1]]);
    const place = Math.min(Math.max(0, places.get(event.key) ?? at), rows.length - 1);
    const symbol = row.dataset.symbol ?? '';
    if (event.key === 'Delete' && !event.altKey) this.remove(symbol, true);
    else if (!places.has(event.key)) return;
    else if (!event.altKey) openOf(rows[place]).focus();
    else if (place !== at) this.#deps.onMove(symbol, place);
    event.preventDefault();
  }

  /** @param {HTMLElement | undefined} chosen */
  #rove(chosen) {
    for (const row of this.#rows) {
      row.dataset.reach = String(row === chosen);
      row.querySelectorAll('button').forEach((button) => { button.tabIndex = row === chosen ? 0 : -1; });
    }
  }

  get #rows() { return /** @type {HTMLElement[]} */ ([...this.#deps.list.children]); }
}

/** @param {Event} event */
function rowOf(event) {
  return /** @type {Element} */ (event.target).closest('li') ?? undefined;
}

/** @param {HTMLElement} row */
function openOf(row) {
  return /** @type {HTMLButtonElement} */ (row.querySelector('.open'));
}
