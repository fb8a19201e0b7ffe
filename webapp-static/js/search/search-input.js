// @ts-check
import { isComposing } from '../kit/dom.js';

/**
 * @typedef {object} Surroundings
 * @property {HTMLInputElement} input
 * @property {import('./search-list.js').SearchList} list
 * @property {() => void} onType
 * @property {() => void} onAsk     the list is wanted for what the box says
 * @property {(adds: boolean) => void} onEnter
 * @property {() => void} onEscape  with the list closed
 * @property {() => void} onLeave
 * @property {(target: EventTarget | null) => boolean} holds  whether the focus is still with the search when it is there
 */

/** What the reader does with the box itself: its keys, and coming and going. */
export class SearchInput {
  /** @type {Surroundings} */ #around;
  /** Whether the whole window has lost the focus, which comes back to the box by itself. */ #isAway = false;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    const { input, list, onType, onAsk } = around;
    input.addEventListener('input', onType);
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('focus', () => this.#focused());
    input.addEventListener('blur', (event) => this.#blurred(event));
    input.addEventListener('click', () => { if (!list.isOpen) onAsk(); });
  }

  #focused() {
    if (!this.#isAway) this.#around.onAsk();
    this.#isAway = false;
  }

  /** @param {FocusEvent} event */
  #blurred(event) {
    this.#isAway = document.activeElement === this.#around.input;
    if (!this.#around.holds(event.relatedTarget)) this.#around.onLeave();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event)) return;
    const adds = event.ctrlKey || event.altKey || event.metaKey;
    const action = (adds || event.shiftKey) && event.key !== 'Enter' ? undefined : this.#actionOf(event.key, adds);
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** @param {string} key @param {boolean} adds @returns {(() => void) | undefined} */
  #actionOf(key, adds) {
    const { list, onAsk, onEnter, onEscape, onLeave } = this.#around;
    switch (key) {
      case 'Enter': return () => onEnter(adds);
      case 'ArrowDown': return () => (list.isOpen ? list.move('next') : onAsk());
      case 'ArrowUp': return () => (list.isOpen ? list.move('previous') : onAsk());
      case 'Home': return list.current && (() => list.move('first'));
      case 'End': return list.current && (() => list.move('last'));
      case 'Escape': return () => (list.isOpen ? onLeave() : onEscape());
      default: return undefined;
    }
  }
}
