// @ts-check
import { byId, setText } from './dom.js';

/** Long enough to read a sentence twice. */
const SHOWN = 7_000;

/** A sentence at the foot of the page that tells what a tool has done, and goes away by itself. */
export class Said {
  #root = byId('said', HTMLElement);
  /** @type {import('./frame.js').Surroundings['setTimer']} */ #setTimer;
  #count = 0;

  /** @param {import('./frame.js').Surroundings['setTimer']} setTimer */
  constructor(setTimer) {
    this.#setTimer = setTimer;
  }

  /** @param {string} words */
  say(words) {
    this.#count += 1;
    const mine = this.#count;
    setText(this.#root, words);
    this.#setTimer(() => { if (mine === this.#count) setText(this.#root, ''); }, SHOWN);
  }

  destroy() {
    this.#count += 1;
    setText(this.#root, '');
  }
}
