// @ts-check
import { Throttle } from './throttle.js';

/**
 * @typedef {object} Deps
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
  /** @type {Deps} */ #deps;
  /** @type {Throttle} */ #title;
  #isScheduled = false;
  #onVisibility = () => { if (!this.#deps.document.hidden) this.#deps.paint(); };

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#title = new Throttle(deps.setTimer, deps.paintTitle);
    deps.document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** Something changed. */
  request() {
    this.#title.schedule(TITLE_PAUSE);
    if (this.#deps.document.hidden || this.#isScheduled) return;
    this.#isScheduled = true;
    this.#deps.requestFrame(() => {
      this.#isScheduled = false;
      this.#deps.paint();
    });
  }

  destroy() {
    this.#deps.document.removeEventListener('visibilitychange', this.#onVisibility);
  }
}
