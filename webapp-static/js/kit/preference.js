// @ts-check

/** One choice of the reader, kept in this browser under a name; where storage is off, for as long as the page lives. */
export class Preference {
  #key;
  #value;
  /** @type {Window} */ #window;

  /**
   * @param {Window} window
   * @param {string} name
   * @param {string} usual  what it is until the reader chooses
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
      // Off or full: then it lasts until the page is left.
    }
  }
}

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
