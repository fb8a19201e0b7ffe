// @ts-check
import { firstIndex } from '../kit/binary-search.js';
import { make, setText } from '../kit/dom.js';
import { RECORDED, sourceText, splitText } from '../prices/sources.js';
import { nearest, stopsOf } from './scene.js';

/**
 * @typedef {import('./scene.js').Stop} Stop
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('../kit/format.js').Format} Format
 * @typedef {{ source?: string, split?: string }} Origin  texts for the reader
 */

/**
 * The position that the user inspects on the chart, by mouse, finger or arrow keys. To assistive technology the chart is a slider.
 */
export class ChartReader {
  /** @type {HTMLElement} */ #host;
  /** @type {Legend} */ #legend;
  /** @type {number | undefined} */ #time;
  /** The price inspected; undefined while the keys lead. @type {number | undefined} */ #price;
  /** Position of the pointer on the chart; undefined while the keys lead. @type {{ x: number, y: number } | undefined} */ #pointer;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
    this.#legend = new Legend(/** @type {HTMLElement} */ (host.parentElement));
  }

  get isLooking() { return this.#time !== undefined; }

  /** The time inspected. */
  get time() { return this.#time; }

  /** Inspects a time, even if the chart moves it. @param {number} time @param {number} [price] */
  inspect(time, price) {
    this.#time = time;
    this.#price = price;
    this.#pointer = undefined;
  }

  /** Inspects what is under the pointer, even if the chart moves. @param {number} time @param {{ x: number, y: number }} pointer */
  follow(time, pointer) {
    this.inspect(time);
    this.#pointer = pointer;
  }

  leave() {
    this.#time = undefined;
    this.#price = undefined;
    this.#pointer = undefined;
  }

  /**
   * Steps to a neighbour, or to an end. The first step goes to the newest.
   * @param {Picture} picture
   * @param {number} by  stops, above 0 toward now; infinite for an end
   * @returns {Stop | undefined}
   */
  step({ scene, kind }, by) {
    const stops = stopsOf(scene, kind);
    const last = stops.length - 1;
    const at = this.#time === undefined ? (Number.isFinite(by) ? last + 1 : last) : nearest(stops, this.#time);
    const stop = stops[Math.max(0, Math.min(last, at + by))];
    if (stop) this.inspect(stop.time);
    return stop;
  }

  /**
   * Writes the inspected position to the crosshair, the legend and the slider's ARIA attributes.
   * @param {Picture} picture
   * @param {number} now
   * @param {(x: number) => number} timeAt  of a position on the chart
   */
  render(picture, now, timeAt) {
    if (this.#pointer) this.#time = timeAt(this.#pointer.x);
    const stops = stopsOf(picture.scene, picture.kind);
    const at = this.#time === undefined ? -1 : nearest(stops, this.#time);
    const stop = stops[at] && { ...stops[at], ...originAt(picture.scene, stops[at]) };
    picture.crosshair = stop && { time: stop.time, start: stop.candle?.x, price: this.#price ?? stop.point?.y ?? stop.candle?.c, level: this.#pointer?.y };
    this.#legend.show(stop, picture.format, picture.decimals, now);
    this.#setAttribute('aria-valuemax', String(Math.max(0, stops.length - 1)));
    this.#setAttribute('aria-valuenow', String(at < 0 ? Math.max(0, stops.length - 1) : at));
    const announced = stop ?? stops.at(-1);
    // Not at every trade: the spoken summary announces the newest price.
    if (stop || !this.#host.hasAttribute('aria-valuetext')) {
      this.#setAttribute('aria-valuetext', announced ? legendSentence(announced, picture.format, picture.decimals, now) : 'no price yet');
    }
  }

  destroy() {
    this.#legend.destroy();
  }

  /** @param {string} name @param {string} value */
  #setAttribute(name, value) {
    if (this.#host.getAttribute(name) !== value) this.#host.setAttribute(name, value);
  }
}

/**
 * The values at a position on the chart, each with its name.
 * @param {Stop & Origin} stop
 * @param {Format} format
 * @param {number} decimals
 * @returns {[string, string][]}
 */
function legendEntries({ point, candle, source, split }, format, decimals) {
  const price = (/** @type {number} */ value) => format.price(value, decimals);
  /** @type {[string, string][]} */
  const entries = [];
  if (candle) {
    entries.push(['Open', price(candle.o)], ['High', price(candle.h)], ['Low', price(candle.l)], ['Close', price(candle.c)]);
    if (candle.v > 0) entries.push(['Volume', format.amount(candle.v)]);
    if (candle.n > 0) entries.push(['Trades', format.amount(candle.n)]);
  } else if (point) {
    entries.push(['Price', price(point.y)]);
    if (point.v > 0) entries.push(['Volume', format.amount(point.v)]);
  }
  if (source !== undefined) entries.push(['Source', source]);
  if (split !== undefined) entries.push(['Split?', split]);
  return entries;
}

/**
 * Where a price comes from, unless all that is shown was recorded here, and whether its day looks like a split.
 * @param {Picture['scene']} scene
 * @param {Stop} stop
 * @returns {Origin}
 */
function originAt({ runs, splits, symbol }, { time, candle }) {
  const isPlain = runs.every(({ id }) => id === RECORDED);
  const run = runs[Math.max(0, firstIndex(runs, ({ from }) => from > time) - 1)];
  const split = candle && splits.find(({ at }) => at >= candle.x && at < candle.x + candle.w);
  return { source: isPlain || !run ? undefined : sourceText(run, symbol), split: split && splitText(split.ratio) };
}

/** When a stop is: the start of its candle, the date of a day's. @param {Stop} stop @param {Format} format @param {number} now */
function momentOf({ time, candle }, format, now) {
  return candle ? format.start(candle.x, candle.w, now) : format.moment(time, now);
}

/** @param {Stop} stop @param {Format} format @param {number} decimals @param {number} now */
function legendSentence(stop, format, decimals, now) {
  return [momentOf(stop, format, now), ...legendEntries(stop, format, decimals).map(([name, value]) => `${name.toLowerCase()} ${value}`)].join(', ');
}

/**
 * The values above the chart while a position is inspected. Hidden from assistive technology, because the slider announces them.
 */
class Legend {
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
    const entries = [['', momentOf(stop, format, now)], ...legendEntries(stop, format, decimals)];
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
