// @ts-check
import { isComposing } from '../kit/dom.js';

/** Elements that use letter keys themselves. Radio buttons and the like do not; they keep the focus after a click. */
const TAKEN = `input:not([type="radio"], [type="checkbox"], [type="button"]), textarea, select, [contenteditable], dialog, [popover],
  [role="dialog"], [role="menu"], [role="listbox"], [role="application"]`;
const OPEN_DIALOG = 'dialog[open], [aria-modal="true"]';
const STARTS_A_SYMBOL = /^[\p{L}\p{N}]$/u;

/**
 * Focuses the search box from anywhere on the page, on a slash or when typing begins. Can be switched off, because speech input
 * can type letters unintentionally (WCAG 2.1.4).
 */
export class TypeToSearch {
  /** @type {() => void} */ #focus;
  /** @type {() => boolean} */ #isOn;
  #onKey = (/** @type {KeyboardEvent} */ event) => this.#key(event);

  /**
   * @param {() => void} focus  focuses the box and selects its text
   * @param {() => boolean} isOn  whether it is switched on
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
    // The browser inserts the letter after this handler, so it goes into the box.
    else if (!STARTS_A_SYMBOL.test(event.key)) return;
    this.#focus();
  }
}
