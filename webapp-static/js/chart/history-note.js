// @ts-check
import { make, setText } from '../kit/dom.js';

/** A load that is over sooner is not mentioned, ms. */
const PATIENCE = 300;

const TEXTS = {
  loading: 'Loading history…', failed: 'History is not available just now', offline: 'No connection, so no history yet',
};

/** The note in the chart that older data is on its way, or does not come. */
export class HistoryNote {
  #root = make('p', 'history-note');
  /** Since when something is missing, ms of the animation frames. @type {number | undefined} */ #since;

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.#root.hidden = true;
    stage.append(this.#root);
  }

  /**
   * @param {boolean} isMissing  something of what is shown is being fetched
   * @param {'failed' | 'offline' | undefined} trouble  why it does not come yet
   * @param {number} now
   */
  render(isMissing, trouble, now) {
    this.#since = isMissing ? this.#since ?? now : undefined;
    this.#root.hidden = this.#since === undefined || now - this.#since < PATIENCE;
    setText(this.#root, TEXTS[trouble ?? 'loading']);
  }

  destroy() {
    this.#root.remove();
  }
}
