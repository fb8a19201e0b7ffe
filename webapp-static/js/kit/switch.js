// @ts-check
import { Preference } from './preference.js';

const ON = 'on';

/** Something the reader may switch off and on, kept in this browser under a name; on until then. Styles find it as `data-` name. */
export class Switch {
  /** @type {Preference} */ #remembered;
  #show;

  /** @param {Window} window @param {string} name */
  constructor(window, name) {
    this.#remembered = new Preference(window, name, ON);
    this.#show = () => { window.document.documentElement.dataset[name] = this.#remembered.value; };
    this.#show();
  }

  get isOn() { return this.#remembered.value === ON; }

  toggle() {
    this.#remembered.choose(this.isOn ? 'off' : ON);
    this.#show();
  }
}
