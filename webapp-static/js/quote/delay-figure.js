// @ts-check
import { byId, setText } from '../kit/dom.js';

const PAUSE = 1_000;

/** How long trades of the main symbol take to the screen, below the chart; hidden while that is unknown. */
export class DelayFigure {
  #root = byId('delay-figure', HTMLElement);
  #value = byId('delay', HTMLElement);
  /** @type {import('../kit/format.js').Format} */ #format;
  #rendered = -Infinity;

  /** @param {import('../kit/format.js').Format} format */
  constructor(format) {
    this.#format = format;
  }

  /**
   * @param {number} now  in ms
   * @param {() => number | undefined} median  in ms; asked for at most once a second
   */
  render(now, median) {
    if (now - this.#rendered < PAUSE && now >= this.#rendered) return;
    this.#rendered = now;
    const delay = median();
    this.#root.hidden = delay === undefined;
    setText(this.#value, delay === undefined ? '' : this.#format.delay(delay));
  }

  destroy() {
    this.#root.hidden = true;
  }
}
