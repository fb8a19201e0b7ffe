// @ts-check
import { make, setAttribute, setText } from '../kit/dom.js';
import { recentPrices, sparkLine } from './spark-line.js';

/** @typedef {import('./watch-text.js').RowText} RowText */

const SVG = 'http://www.w3.org/2000/svg';
const SPARK_WIDTH = 64;
const SPARK_HEIGHT = 24;
/** Least time between two updates of the sparkline, ms: shorter changes are smaller than a pixel. */
const SPARK_PAUSE = 1_000;
const FLASH = 180;
/** At most three flashes a second: more would flicker (WCAG 2.3.1). */
const FLASH_PAUSE = 334;

/**
 * One row of the watchlist: a button over the whole row that opens its symbol, one that removes it, and a grip that moves it. Only
 * changes are written to the DOM.
 */
export class WatchRow {
  /** @type {string} */ symbol;
  #ticker = make('span', 'ticker');
  #name = make('span', 'name');
  #note = make('p', 'note');
  #last = make('span', 'last');
  #change = make('span', 'change');
  #since = make('span', 'unseen');
  #path = document.createElementNS(SVG, 'path');
  open = make('button', 'open');
  remove = make('button', 'remove', '×');
  grip = make('button', 'grip', '⠿');
  element = make('li', 'watch-row');
  #drawn = '';
  #drawnAt = -Infinity;
  /** @type {number | undefined} */ #price;
  #flashed = -Infinity;

  /** @param {string} symbol @param {number} number  unique among the rows */
  constructor(symbol, number) {
    this.symbol = symbol;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`);
    svg.setAttribute('class', 'spark');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(this.#path);
    const figures = make('p', 'prices', this.#last, ' ', this.#change, this.#since);
    this.open.append(this.#ticker, ' ', this.#name);
    this.#describe(figures, number);
    this.element.append(this.open, this.grip, svg, figures, this.#note, this.remove);
    this.element.dataset.symbol = symbol;
  }

  /**
   * @param {RowText} words
   * @param {import('../prices/live-symbol.js').LiveSymbol} live
   * @param {{ isMain: boolean, now: number }} standing  now by the server's clock
   */
  render(words, live, { isMain, now }) {
    setText(this.#ticker, words.ticker);
    setText(this.#name, words.name);
    setText(this.#note, words.note);
    this.#showPrice(words.last);
    setText(this.#change, words.change);
    setText(this.#since, words.since && ` ${words.since}`);
    const label = `Remove ${words.ticker} from the watchlist`;
    setAttribute(this.remove, 'aria-label', label);
    setAttribute(this.remove, 'title', label);
    setAttribute(this.grip, 'aria-label', `Move ${words.ticker}`);
    setAttribute(this.open, 'aria-current', String(isMain));
    setAttribute(this.element, 'title', words.change && `Change ${words.since}`);
    setAttribute(this.element, 'data-direction', words.direction);
    setAttribute(this.element, 'data-stale', String(words.isStale));
    setAttribute(this.element, 'data-troubled', String(words.isTroubled));
    this.#draw(live, now);
  }

  /** A long price gets smaller type, see the style sheet. @param {string} price */
  #showPrice(price) {
    if (this.#last.textContent === price) return;
    this.#last.textContent = price;
    this.#last.style.setProperty('--length', String(price.length));
  }

  /**
   * Flashes the background of a price that has changed.
   * @param {number | undefined} price
   * @param {number} now  in ms
   * @param {boolean} isStill  the user prefers reduced motion
   */
  flash(price, now, isStill) {
    const before = this.#price;
    this.#price = price;
    if (before === undefined || price === undefined || price === before || isStill || now - this.#flashed < FLASH_PAUSE) return;
    this.#flashed = now;
    const light = price > before ? 'var(--up-light)' : 'var(--down-light)';
    this.#last.animate([{ backgroundColor: light, offset: 0 }], { duration: FLASH, easing: 'ease-out' });
  }

  /**
   * Prices are the description of the button, not its name, so that screen readers do not announce every change.
   * @param {HTMLElement} figures
   * @param {number} number
   */
  #describe(figures, number) {
    figures.id = `watch-${number}-prices`;
    this.#note.id = `watch-${number}-note`;
    this.open.setAttribute('aria-describedby', `${figures.id} ${this.#note.id} watch-keys`);
    this.open.setAttribute('aria-keyshortcuts', 'Alt+ArrowUp Alt+ArrowDown Delete');
    this.grip.setAttribute('aria-expanded', 'false');
    for (const button of [this.open, this.grip, this.remove]) button.type = 'button';
  }

  /** @param {import('../prices/live-symbol.js').LiveSymbol} live @param {number} now */
  #draw(live, now) {
    if (Math.abs(now - this.#drawnAt) < SPARK_PAUSE) return;
    const { series: { points, totals, gaps }, book } = live;
    const drawn = `${totals.trades} ${gaps} ${points.length} ${book.minutes.length} ${book.gaps.length}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const path = sparkLine(recentPrices(live, now), SPARK_WIDTH, SPARK_HEIGHT);
    this.#path.setAttribute('d', path);
    if (path !== '') this.#drawnAt = now;
  }
}
