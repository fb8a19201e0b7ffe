// @ts-check
import { setText } from './dom.js';

/** Long enough to read a sentence twice. */
const SHOWN = 7_000;

/** A sentence at the foot of the page that tells what was done, and goes away by itself. It is read aloud in any case. */
export class Said {
  /** @type {HTMLElement} */ #root;
  /** @type {(action: () => void, delay: number) => number} */ #setTimer;
  #count = 0;

  /** @param {HTMLElement} root  a live region @param {(action: () => void, delay: number) => number} setTimer */
  constructor(root, setTimer) {
    this.#root = root;
    this.#setTimer = setTimer;
  }

  /** @param {string} words @param {boolean} [isSeen]  false where the eye sees it anyway */
  say(words, isSeen = true) {
    this.#count += 1;
    const mine = this.#count;
    this.#root.classList.toggle('unseen', !isSeen);
    setText(this.#root, words);
    this.#setTimer(() => { if (mine === this.#count) setText(this.#root, ''); }, SHOWN);
  }

  destroy() {
    this.#count += 1;
    setText(this.#root, '');
  }
}
