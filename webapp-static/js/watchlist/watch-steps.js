// @ts-check
import { make, setAttribute } from '../kit/dom.js';

/**
 * @typedef {object} Deps
 * @property {HTMLElement} list  its rows have `data-symbol` and a button `.grip` with an accessible name
 * @property {(symbol: string, place: number) => void} onMove
 */

const CLOSES = /** @type {const} */ (['click', 'keydown']);

/**
 * Moves a row without dragging (WCAG 2.5.7): clicking its grip shows two buttons that move it up and down. One row at a time has
 * them.
 */
export class WatchSteps {
  /** @type {Deps} */ #deps;
  #up = step('▲');
  #down = step('▼');
  #steps = make('span', 'steps', this.#up, this.#down);
  #onElsewhere = (/** @type {Event} */ event) => this.#elsewhere(event);

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    deps.list.addEventListener('click', (event) => this.#click(/** @type {Element} */ (event.target)));
  }

  /** Called when rows or their order have changed. */
  refresh() {
    const row = this.#row;
    if (!row) return this.#close();
    setAttribute(this.#up, 'aria-disabled', String(row.previousElementSibling === null));
    setAttribute(this.#down, 'aria-disabled', String(row.nextElementSibling === null));
  }

  /** @param {Element} target */
  #click(target) {
    const grip = target.closest('.grip');
    const button = target.closest('.step');
    const row = target.closest('li');
    if (grip && row === this.#row) this.#close();
    else if (grip && row) this.#open(grip);
    else if (row && button?.getAttribute('aria-disabled') === 'false') this.#move(row, button === this.#up ? -1 : 1);
  }

  /** @param {HTMLElement} row @param {number} way */
  #move(row, way) {
    this.#deps.onMove(row.dataset.symbol ?? '', [...this.#deps.list.children].indexOf(row) + way);
  }

  /** @param {Element} grip */
  #open(grip) {
    this.#close();
    for (const [button, way] of /** @type {const} */ ([[this.#up, 'up'], [this.#down, 'down']])) {
      button.tabIndex = 0;
      button.setAttribute('aria-label', `${grip.getAttribute('aria-label')} ${way}`);
    }
    grip.setAttribute('aria-expanded', 'true');
    grip.after(this.#steps);
    this.refresh();
    CLOSES.forEach((type) => document.addEventListener(type, this.#onElsewhere, true));
  }

  /**
   * After a move another row is under the pointer: a click on it, meant for the button, only closes the buttons.
   * @param {Event} event
   */
  #elsewhere(event) {
    const target = /** @type {Element} */ (event.target);
    if (event instanceof KeyboardEvent ? event.key !== 'Escape' : this.#row?.contains(target)) return;
    if (event.type === 'click' && this.#deps.list.contains(target) && !target.closest('.grip')) event.stopPropagation();
    const grip = this.#row?.querySelector('.grip');
    if (this.#steps.contains(document.activeElement) && grip instanceof HTMLElement) grip.focus();
    this.#close();
  }

  #close() {
    this.#row?.querySelector('.grip')?.setAttribute('aria-expanded', 'false');
    this.#steps.remove();
    CLOSES.forEach((type) => document.removeEventListener(type, this.#onElsewhere, true));
  }

  /** The row that has the buttons. */
  get #row() { return this.#deps.list.contains(this.#steps) ? this.#steps.closest('li') : null; }
}

/** @param {string} sign */
function step(sign) {
  const button = make('button', 'step', sign);
  button.type = 'button';
  return button;
}
