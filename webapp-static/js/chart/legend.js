// @ts-check
import { make, setText } from '../kit/dom.js';

/**
 * @typedef {import('./walk.js').Stop} Stop
 * @typedef {import('../kit/format.js').Format} Format
 */

/**
 * The exact values at a place on the chart, each with its name.
 * @param {Stop} stop
 * @param {Format} format
 * @param {number} decimals
 * @returns {[string, string][]}
 */
export function legendEntries({ point, candle }, format, decimals) {
  const price = (/** @type {number} */ value) => format.price(value, decimals);
  /** @type {[string, string][]} */
  const entries = [];
  if (candle) {
    entries.push(['Open', price(candle.o)], ['High', price(candle.h)], ['Low', price(candle.l)], ['Close', price(candle.c)]);
    if (candle.v > 0) entries.push(['Volume', format.amount(candle.v)]);
    entries.push(['Trades', format.amount(candle.n)]);
  } else if (point) {
    entries.push(['Price', price(point.y)]);
    if (point.v > 0) entries.push(['Volume', format.amount(point.v)]);
  }
  return entries;
}

/** @param {Stop} stop @param {Format} format @param {number} decimals @param {number} now */
export function legendSentence(stop, format, decimals, now) {
  const time = format.moment(stop.candle ? stop.candle.x : stop.time, now);
  return [time, ...legendEntries(stop, format, decimals).map(([name, value]) => `${name.toLowerCase()} ${value}`)].join(', ');
}

/** What stands above the chart while the reader looks at a place on it. Seen only: it is read aloud by the chart itself. */
export class Legend {
  #root = make('p', 'legend');

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.#root.setAttribute('aria-hidden', 'true');
    this.#root.hidden = true;
    stage.append(this.#root);
  }

  /** @param {Stop | undefined} stop @param {Format} format @param {number} decimals @param {number} now */
  show(stop, format, decimals, now) {
    this.#root.hidden = stop === undefined;
    if (!stop) return;
    const entries = [['', format.moment(stop.candle ? stop.candle.x : stop.time, now)], ...legendEntries(stop, format, decimals)];
    const names = entries.map(([name]) => name).join();
    if (this.#root.dataset.names !== names) {
      this.#root.dataset.names = names;
      this.#root.replaceChildren(...entries.map(([name]) => make('span', '', make('i', '', name), make('b', ''))));
    }
    entries.forEach(([, value], i) => setText(/** @type {HTMLElement} */ (this.#root.children[i].lastChild), value));
  }

  destroy() {
    this.#root.remove();
  }
}
