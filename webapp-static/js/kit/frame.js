// @ts-check
import { Throttle } from './throttle.js';

/**
 * @typedef {object} Deps
 * @property {() => void} paint  updates the page
 * @property {() => void} paintTitle  updates the title, which is also visible while the page is hidden
 * @property {Document} document
 * @property {(callback: () => void) => number} requestFrame
 * @property {(callback: () => void, delay: number) => number} setTimer
 */

/** Least time between two updates of the title, ms: each costs a message to the browser's process. */
const TITLE_PAUSE = 1_000;

/**
 * Merges any number of changes into one paint per animation frame, and one update of the title a second. Does not paint while
 * hidden.
 */
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

  /** Requests a paint. */
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
