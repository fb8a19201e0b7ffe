// @ts-check
import { isComposing } from '../kit/dom.js';

/** Where letters mean something already: not on radio buttons and the like, which keep the focus after a click. */
const TAKEN = `input:not([type="radio"], [type="checkbox"], [type="button"]), textarea, select, [contenteditable], dialog, [popover],
  [role="dialog"], [role="menu"], [role="listbox"], [role="application"]`;
const OPEN_DIALOG = 'dialog[open], [aria-modal="true"]';
const STARTS_A_SYMBOL = /^[\p{L}\p{N}]$/u;

/**
 * Brings the reader to the search box from anywhere on the page: by the slash, or by beginning to type. Can be switched off,
 * because speech input and unsteady hands type letters that nobody meant (WCAG 2.1.4).
 */
export class TypeToSearch {
  /** @type {() => void} */ #focus;
  /** @type {() => boolean} */ #isOn;
  #onKey = (/** @type {KeyboardEvent} */ event) => this.#key(event);

  /**
   * @param {() => void} focus  puts the focus into the box, with what is in it selected
   * @param {() => boolean} isOn  whether the reader wants it
   */
  constructor(focus, isOn) {
    this.#focus = focus;
    this.#isOn = isOn;
    document.addEventListener('keydown', this.#onKey);
  }

  destroy() {
    document.removeEventListener('keydown', this.#onKey);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(TAKEN)) return;
    if (document.querySelector(OPEN_DIALOG) || !this.#isOn()) return;
    if (event.key === '/') event.preventDefault();
    // A letter goes where the focus is by the time the browser writes it: into the box.
    else if (!STARTS_A_SYMBOL.test(event.key)) return;
    this.#focus();
  }
}
