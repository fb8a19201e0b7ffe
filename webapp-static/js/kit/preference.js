// @ts-check

const ON = 'on';

/** A preference in local storage; if storage is off, it lasts as long as the page. */
export class Preference {
  #key;
  #value;
  /** @type {Window} */ #window;

  /**
   * @param {Window} window
   * @param {string} name
   * @param {string} usual  the default
   */
  constructor(window, name, usual) {
    this.#window = window;
    this.#key = `stock-chart.${name}`;
    this.#value = usual;
    try {
      this.#value = window.localStorage.getItem(this.#key) ?? usual;
    } catch {
      // Storage may be switched off; the page works without.
    }
  }

  get value() { return this.#value; }

  /** @param {string} value */
  choose(value) {
    this.#value = value;
    try {
      this.#window.localStorage.setItem(this.#key, value);
    } catch {
      // Off or full: then it lasts as long as the page.
    }
  }
}

/** A preference that is on or off, by default on. Style sheets read it from a `data-` attribute of the root. */
export class Switch {
  /** @type {Preference} */ #preference;
  #show;

  /** @param {Window} window @param {string} name */
  constructor(window, name) {
    this.#preference = new Preference(window, name, ON);
    this.#show = () => { window.document.documentElement.dataset[name] = this.#preference.value; };
    this.#show();
  }

  get isOn() { return this.#preference.value === ON; }

  toggle() {
    this.#preference.choose(this.isOn ? 'off' : ON);
    this.#show();
  }
}
