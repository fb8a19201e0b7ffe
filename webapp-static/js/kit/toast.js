// @ts-check
import { setText } from './dom.js';

/** Display time, ms: long enough to read a sentence twice. */
const SHOWN = 7_000;
/** Display time with an undo button, ms: long enough to reach it by keyboard. */
const OFFERED = 20_000;
const EDITABLE = 'input, textarea, select, [contenteditable]';

/**
 * A toast: a message at the foot of the page that disappears by itself, in a live region. An optional button beside it undoes the
 * action, as Control+Z does; it stays while hovered or focused.
 */
export class Toast {
  /** @type {HTMLElement} */ #root;
  /** The visible box. @type {HTMLElement} */ #box;
  /** @type {HTMLButtonElement | null} */ #button;
  /** @type {(action: () => void, delay: number) => number} */ #setTimer;
  /** @type {(() => void) | undefined} */ #undo;
  #count = 0;

  /** @param {HTMLElement} root  a live region @param {(action: () => void, delay: number) => number} setTimer */
  constructor(root, setTimer) {
    this.#root = root;
    this.#box = /** @type {HTMLElement} */ (root.closest('.toast') ?? root);
    this.#button = this.#box.querySelector('button');
    this.#setTimer = setTimer;
    this.#button?.addEventListener('click', this.#onUndo);
    document.addEventListener('keydown', this.#onKey);
  }

  /** The action that can be undone now. */
  get offered() { return this.#undo; }

  /**
   * @param {string} words
   * @param {boolean} [isSeen]  false to announce it only, because the change is visible
   * @param {() => void} [undo]
   */
  show(words, isSeen = true, undo) {
    this.#count += 1;
    this.#box.classList.toggle('unseen', !isSeen);
    this.#offer(undo);
    setText(this.#root, words);
    this.#plan(this.#count);
  }

  destroy() {
    this.#count += 1;
    this.#offer(undefined);
    setText(this.#root, '');
    this.#button?.removeEventListener('click', this.#onUndo);
    document.removeEventListener('keydown', this.#onKey);
  }

  #onUndo = () => {
    const undo = this.#undo;
    this.#offer(undefined);
    undo?.();
  };

  #onKey = (/** @type {KeyboardEvent} */ event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
    if (!isUndo || !this.#undo || (event.target instanceof Element && event.target.matches(EDITABLE))) return;
    event.preventDefault();
    this.#onUndo();
  };

  /** @param {(() => void) | undefined} undo */
  #offer(undo) {
    this.#undo = undo;
    if (this.#button) this.#button.hidden = !undo;
  }

  /** @param {number} mine */
  #plan(mine) {
    this.#setTimer(() => {
      if (mine !== this.#count) return;
      if (this.#undo && (this.#box.matches(':hover') || this.#box.contains(document.activeElement))) return this.#plan(mine);
      this.#offer(undefined);
      setText(this.#root, '');
    }, this.#undo ? OFFERED : SHOWN);
  }
}
