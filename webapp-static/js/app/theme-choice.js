// @ts-check
import { readTheme } from '../chart/theme.js';
import { byId } from '../kit/dom.js';
import { Preference } from '../kit/preference.js';

const AUTO = 'auto';

/** The theme selection: applies and stores the theme, and sets the colour of the browser's window. first-paint.js does the rest. */
export class ThemeChoice {
  #select = byId('theme', HTMLSelectElement);
  #preference = new Preference(window, 'theme', AUTO);
  #onTheme = () => this.#colourWindow();
  #onChoice = () => this.#choose(this.#select.value);

  constructor() {
    this.#select.value = document.documentElement.dataset.theme ?? AUTO;
    this.#select.addEventListener('change', this.#onChoice);
    document.addEventListener('themechange', this.#onTheme);
    this.#colourWindow();
  }

  destroy() {
    this.#select.removeEventListener('change', this.#onChoice);
    document.removeEventListener('themechange', this.#onTheme);
  }

  /** @param {string} theme */
  #choose(theme) {
    this.#preference.choose(theme);
    if (theme === AUTO) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  #colourWindow() {
    const { surface } = readTheme(document.documentElement);
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', surface);
  }
}
