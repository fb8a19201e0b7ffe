// @ts-check
import { byId, setText } from './dom.js';

/** Long enough to read a sentence twice. */
const SHOWN = 6_000;

/** Says aloud what has become of the watchlist, and shows it at the foot of the page where the eye would not see it itself. */
export class WatchSaid {
  #root = byId('watch-said', HTMLElement);
  /** @type {(action: () => void, delay: number) => number} */ #setTimer;
  #count = 0;

  /** @param {(action: () => void, delay: number) => number} setTimer */
  constructor(setTimer) {
    this.#setTimer = setTimer;
  }

  /** @param {string} words @param {boolean} isSeen */
  say(words, isSeen) {
    this.#count += 1;
    const mine = this.#count;
    this.#root.classList.toggle('unseen', !isSeen);
    setText(this.#root, words);
    this.#setTimer(() => { if (mine === this.#count) this.destroy(); }, SHOWN);
  }

  destroy() {
    setText(this.#root, '');
  }
}
