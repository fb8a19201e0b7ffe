// @ts-check
import { Preference } from './preference.js';

/**
 * Whether a slash or a letter typed anywhere on the page opens the search. Speech input and unsteady hands type letters
 * that nobody meant (WCAG 2.1.4), so it can be switched off.
 */
export class TypingChoice {
  #remembered = new Preference(window, 'typing', 'on');

  get isOn() { return this.#remembered.value === 'on'; }

  toggle() {
    this.#remembered.choose(this.isOn ? 'off' : 'on');
  }
}
