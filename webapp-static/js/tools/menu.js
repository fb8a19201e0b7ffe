// @ts-check
import { make } from '../kit/dom.js';

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {() => void} onChoose
 * @property {() => boolean} [isChecked]  for an item that can be on or off
 * @property {() => boolean} [isEnabled]
 */

/** A menu button with the keys of the ARIA Authoring Practices. */
export class Menu {
  /** @type {HTMLButtonElement} */ #button;
  /** @type {HTMLElement} */ #menu;
  /** @type {Map<HTMLButtonElement, Item>} */ #items = new Map();
  #onOutside = (/** @type {Event} */ event) => {
    const { target } = event;
    if (target instanceof Node && !this.#menu.contains(target) && !this.#button.contains(target)) this.#close();
  };

  /**
   * @param {HTMLButtonElement} button
   * @param {HTMLElement} menu
   * @param {Item[][]} groups  separated by lines
   */
  constructor(button, menu, groups) {
    this.#button = button;
    this.#menu = menu;
    menu.replaceChildren(...groups.flatMap((group, i) => (i === 0 ? [this.#make(group)] : [separator(), this.#make(group)])));
    button.addEventListener('click', this.#onButton);
    button.addEventListener('keydown', this.#onButtonKey);
    menu.addEventListener('keydown', this.#onKey);
  }

  get isOpen() { return !this.#menu.hidden; }

  destroy() {
    this.#close();
    this.#button.removeEventListener('click', this.#onButton);
    this.#button.removeEventListener('keydown', this.#onButtonKey);
    this.#menu.removeEventListener('keydown', this.#onKey);
    this.#menu.replaceChildren();
  }

  /** @param {Item[]} items */
  #make(items) {
    const group = make('div', '');
    group.setAttribute('role', 'none');
    for (const item of items) {
      const element = make('button', 'menu-item', item.label);
      element.type = 'button';
      element.tabIndex = -1;
      element.setAttribute('role', item.isChecked ? 'menuitemcheckbox' : 'menuitem');
      element.addEventListener('click', () => this.#choose(element));
      this.#items.set(element, item);
      group.append(element);
    }
    return group;
  }

  #onButton = () => (this.isOpen ? this.#close() : this.#open('first'));

  #onButtonKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#open(event.key === 'ArrowDown' ? 'first' : 'last');
  };

  /** @param {'first' | 'last'} which  item to focus */
  #open(which) {
    for (const [element, { isChecked, isEnabled }] of this.#items) {
      if (isChecked) element.setAttribute('aria-checked', String(isChecked()));
      if (isEnabled) element.setAttribute('aria-disabled', String(!isEnabled()));
    }
    this.#menu.hidden = false;
    this.#button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', this.#onOutside);
    [...this.#items.keys()].at(which === 'first' ? 0 : -1)?.focus();
  }

  #close() {
    this.#menu.hidden = true;
    this.#button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', this.#onOutside);
  }

  /** @param {HTMLButtonElement} element */
  #choose(element) {
    if (element.getAttribute('aria-disabled') === 'true') return;
    this.#close();
    // Before the action, because it may move the focus elsewhere.
    this.#button.focus();
    this.#items.get(element)?.onChoose();
  }

  #onKey = (/** @type {KeyboardEvent} */ event) => {
    const elements = [...this.#items.keys()];
    const at = elements.findIndex((element) => element === document.activeElement);
    if (event.key === 'Tab') return this.#close();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, number | undefined>} */
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const place = places[event.key] ?? typed(elements, at, event.key);
    if (event.key === 'Escape') {
      this.#close();
      this.#button.focus();
    } else if (place === undefined) return;
    else elements.at(place % elements.length)?.focus();
    event.preventDefault();
  };
}

function separator() {
  const line = make('div', 'menu-line');
  line.setAttribute('role', 'separator');
  return line;
}

/**
 * The next item after the focused one that begins with a typed letter.
 * @param {HTMLElement[]} elements
 * @param {number} at
 * @param {string} key
 */
function typed(elements, at, key) {
  if (key.length !== 1 || key === ' ') return undefined;
  const found = elements.findIndex((_, i) => {
    const label = elements[(at + 1 + i) % elements.length].textContent ?? '';
    return label.toLowerCase().startsWith(key.toLowerCase());
  });
  return found < 0 ? undefined : at + 1 + found;
}
