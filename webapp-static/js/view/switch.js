// @ts-check
import { Preference } from './preference.js';

const ON = 'on';

/** Something the reader may switch off and on, kept in this browser under a name; on until then. */
export class Switch {
  /** @type {Preference} */ #remembered;

  /** @param {Window} window @param {string} name */
  constructor(window, name) {
    this.#remembered = new Preference(window, name, ON);
  }

  get isOn() { return this.#remembered.value === ON; }

  toggle() {
    this.#remembered.choose(this.isOn ? 'off' : ON);
  }
}
