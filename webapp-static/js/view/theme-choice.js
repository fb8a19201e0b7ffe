// @ts-check
import { Preference } from './preference.js';
import { readTheme } from './theme.js';

/** What the reader may choose; all but the first are values of `data-theme`. @type {ReadonlyMap<string, string>} */
export const THEMES = new Map([['auto', 'Auto'], ['light', 'Light'], ['dark', 'Dark'], ['contrast', 'High contrast']]);

/** The reader's theme: on the page, remembered, and in the colour of the window around it. first-theme.js does the rest. */
export class ThemeChoice {
  #remembered = new Preference(window, 'theme', 'auto');
  #onTheme = () => this.#colourWindow();

  constructor() {
    document.addEventListener('themechange', this.#onTheme);
    this.#colourWindow();
  }

  get current() { return document.documentElement.dataset.theme ?? 'auto'; }

  /** @param {string} theme */
  choose(theme) {
    this.#remembered.choose(theme);
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  destroy() {
    document.removeEventListener('themechange', this.#onTheme);
  }

  #colourWindow() {
    const { surface } = readTheme(document.documentElement);
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', surface);
  }
}
