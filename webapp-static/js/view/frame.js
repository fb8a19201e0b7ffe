// @ts-check

/**
 * @typedef {object} Surroundings
 * @property {() => void} paint  brings the whole page up to date
 * @property {() => void} paintHidden  the little that is seen of a hidden page
 * @property {Document} document
 * @property {(callback: () => void) => number} requestFrame
 * @property {(callback: () => void, delay: number) => number} setTimer
 */

/** A tab's title need not change more often. */
const HIDDEN_PAUSE = 1_000;

/** Merges any number of changes into one painting per animation frame; rests while hidden. */
export class Frame {
  /** @type {Surroundings} */ #around;
  #isPlanned = false;
  #isHiddenPlanned = false;
  #onVisibility = () => {
    if (this.#around.document.hidden) this.#planHidden();
    else this.#around.paint();
  };

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    around.document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** Something changed. */
  request() {
    if (this.#around.document.hidden) this.#planHidden();
    else if (!this.#isPlanned) {
      this.#isPlanned = true;
      this.#around.requestFrame(() => {
        this.#isPlanned = false;
        this.#around.paint();
      });
    }
  }

  destroy() {
    this.#around.document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  #planHidden() {
    if (this.#isHiddenPlanned) return;
    this.#isHiddenPlanned = true;
    this.#around.setTimer(() => {
      this.#isHiddenPlanned = false;
      this.#around.paintHidden();
    }, HIDDEN_PAUSE);
  }
}
