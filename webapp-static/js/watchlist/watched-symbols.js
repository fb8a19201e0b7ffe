// @ts-check
import { isWellFormed } from '../symbols/symbol-name.js';

/** Most symbols read from storage; no page stores more. */
const MAX_STORED = 64;

/** The symbols on the watchlist, in the user's order, each once. */
export class Watchlist {
  /** @type {readonly string[]} */ #symbols = [];
  /** The list as a first visit got it. @type {readonly string[] | undefined} */ #start;

  get symbols() { return this.#symbols; }
  get size() { return this.#symbols.length; }

  /** Whether the list is the one that a first visit got, unchanged. */
  get isStart() { return this.#start === this.#symbols; }

  /** Fills the empty list of a first visit. @param {readonly string[]} symbols */
  start(symbols) {
    symbols.forEach((symbol) => this.add(symbol));
    this.#start = this.#symbols;
  }

  /** @param {string} symbol */
  has(symbol) {
    return this.#symbols.includes(symbol);
  }

  /** @param {string} symbol */
  add(symbol) {
    if (isWellFormed(symbol) && !this.has(symbol)) this.#symbols = [...this.#symbols, symbol];
  }

  /** @param {string} symbol */
  remove(symbol) {
    this.#symbols = this.#symbols.filter((one) => one !== symbol);
  }

  /**
   * Moves a symbol to another place; beyond an end means to that end.
   * @param {string} symbol
   * @param {number} place  from 0
   */
  move(symbol, place) {
    if (!this.has(symbol)) return;
    const others = this.#symbols.filter((one) => one !== symbol);
    const at = Math.min(Math.max(0, place), others.length);
    this.#symbols = [...others.slice(0, at), symbol, ...others.slice(at)];
  }

  /**
   * Restores a symbol at its former position: behind the nearest predecessor that is still there.
   * @param {string} symbol
   * @param {readonly string[]} order  the former order
   */
  putBack(symbol, order) {
    this.add(symbol);
    const before = order.slice(0, order.indexOf(symbol)).reverse().find((one) => this.has(one));
    this.move(symbol, before === undefined ? 0 : this.#symbols.indexOf(before) + 1);
  }

  /** The text to store. */
  toText() {
    return JSON.stringify(this.#symbols);
  }

  /**
   * Restores the list from storage; anything that is not a symbol is dropped.
   * @param {string | null} text
   */
  restore(text) {
    const known = new Set(toList(text).filter((one) => typeof one === 'string' && isWellFormed(one)));
    this.#symbols = [...known].slice(0, MAX_STORED);
  }
}

/** @param {string | null} text @returns {any[]} */
function toList(text) {
  try {
    const value = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    // Not our format: the list starts empty.
    return [];
  }
}
