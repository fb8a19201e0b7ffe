// @ts-check
import { Later } from './later.js';

/**
 * @typedef {object} Surroundings
 * @property {() => void} paint  brings the page up to date
 * @property {() => void} paintTitle  what is seen of a hidden page too
 * @property {Document} document
 * @property {(callback: () => void) => number} requestFrame
 * @property {(callback: () => void, delay: number) => number} setTimer
 */

/** A tab's title need not change more often: another process is told of each, which is dear. */
const TITLE_PAUSE = 1_000;

/** Merges any number of changes into one painting per animation frame, and one of the title a second; rests while hidden. */
export class Frame {
  /** @type {Surroundings} */ #around;
  /** @type {Later} */ #title;
  #isPlanned = false;
  #onVisibility = () => { if (!this.#around.document.hidden) this.#around.paint(); };

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#title = new Later(around.setTimer, around.paintTitle);
    around.document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** Something changed. */
  request() {
    this.#title.plan(TITLE_PAUSE);
    if (this.#around.document.hidden || this.#isPlanned) return;
    this.#isPlanned = true;
    this.#around.requestFrame(() => {
      this.#isPlanned = false;
      this.#around.paint();
    });
  }

  destroy() {
    this.#around.document.removeEventListener('visibilitychange', this.#onVisibility);
  }
}
