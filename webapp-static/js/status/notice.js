// @ts-check
import { byId, make, setText } from '../kit/dom.js';
import { noticeText } from './notice-text.js';

/**
 * @typedef {import('./notice-text.js').Notice} Notice
 * @typedef {object} Actions
 * @property {() => void} retry
 * @property {() => void} search
 * @property {() => void} running  shows the symbols that already stream
 * @property {() => void} signIn
 * @property {(symbol: string) => void} open
 */

const LABELS = { retry: 'Try again', search: 'Search for a symbol', running: 'Show symbols you can open now', signIn: 'Sign in again' };

/** The message in place of the chart, with the next thing to do. */
export class NoticeView {
  #root = byId('notice', HTMLElement);
  #title = byId('notice-title', HTMLElement);
  #text = byId('notice-text', HTMLElement);
  #buttons = byId('notice-buttons', HTMLElement);
  /** @type {Actions} */ #actions;
  #shown = '';

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /** @param {import('./notice-text.js').NoticeState} state */
  render(state) {
    const notice = noticeText(state);
    this.#root.hidden = notice === undefined;
    setText(this.#title, notice?.title ?? '');
    setText(this.#text, notice?.text ?? '');
    const buttons = JSON.stringify([notice?.action, notice?.other, notice?.examples?.map((row) => row.symbol)]);
    // Buttons are replaced only if others are needed, so that a focused one does not vanish.
    if (buttons !== this.#shown) this.#buttons.replaceChildren(...this.#make(notice));
    this.#shown = buttons;
  }

  destroy() {
    this.#root.hidden = true;
    this.#buttons.replaceChildren();
  }

  /** @param {Notice | undefined} notice */
  #make(notice) {
    const buttons = (notice?.examples ?? []).map((row) => {
      const parts = [make('b', '', row.ticker), ' ', make('span', '', row.name)];
      return this.#button(() => this.#actions.open(row.symbol), 'example', ...parts);
    });
    const { action, other } = notice ?? {};
    if (action) buttons.push(this.#button(() => this.#actions[action](), 'primary', LABELS[action]));
    if (other) buttons.push(this.#button(() => this.#actions[other](), '', LABELS[other]));
    return buttons;
  }

  /** @param {() => void} onClick @param {string} className @param {...(string | Node)} children */
  #button(onClick, className, ...children) {
    const button = make('button', className, ...children);
    button.type = 'button';
    button.addEventListener('click', onClick);
    return button;
  }
}
