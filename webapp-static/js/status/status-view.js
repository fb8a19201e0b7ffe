// @ts-check
import { byId, setText } from '../kit/dom.js';
import { sourceWords, statusWords } from './status-words.js';

/** The pill at the top right and the line at the foot of the page. */
export class StatusView {
  #pill = byId('feed', HTMLElement);
  #words = byId('feed-words', HTMLElement);
  #source = byId('source', HTMLElement);
  /** @type {string} */ #timeZone;

  /** @param {string} timeZone */
  constructor(timeZone) {
    this.#timeZone = timeZone;
  }

  /** @param {import('../app/page-state.js').PageState} state */
  render(state) {
    const { text, tone } = statusWords(state);
    setText(this.#words, text);
    if (this.#pill.dataset.tone !== tone) this.#pill.dataset.tone = tone;
    setText(this.#source, sourceWords(state, this.#timeZone));
  }

  destroy() {
    setText(this.#words, '');
  }
}
