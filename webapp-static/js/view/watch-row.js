// @ts-check
import { sparkLine } from '../model/spark-line.js';
import { make, setText } from './dom.js';

/** @typedef {import('./watch-words.js').RowWords} RowWords */

const SVG = 'http://www.w3.org/2000/svg';
const SPARK_WIDTH = 64;
const SPARK_HEIGHT = 24;
const FLASH = 180;
/** At most three flashes in a second: more would flicker. */
const FLASH_PAUSE = 334;

/** One row of the watchlist: a button that opens its symbol, another that removes it. Only what changed is written. */
export class WatchRow {
  /** @type {string} */ symbol;
  #ticker = make('span', 'ticker');
  #name = make('span', 'name');
  #trouble = make('span', 'trouble');
  #last = make('span', 'last');
  #change = make('span', 'change');
  #since = make('span', 'unseen');
  #path = document.createElementNS(SVG, 'path');
  open = make('button', 'open');
  remove = make('button', 'remove', '×');
  grip = make('span', 'grip', '⠿');
  element = make('li', 'watch-row');
  #drawn = '';
  /** @type {number | undefined} */ #price;
  #flashed = -Infinity;

  /** @param {string} symbol @param {number} number  no other row has */
  constructor(symbol, number) {
    this.symbol = symbol;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`);
    svg.setAttribute('class', 'spark');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(this.#path);
    this.grip.setAttribute('aria-hidden', 'true');
    const figures = make('span', 'figures', this.#last, this.#change, this.#since, this.#trouble);
    this.open.append(make('span', 'names', this.#ticker, this.#name), svg, figures);
    this.#describe(figures, number);
    this.element.append(this.grip, this.open, this.remove);
    this.element.dataset.symbol = symbol;
  }

  /**
   * @param {RowWords} words
   * @param {import('../model/price-series.js').PriceSeries} series
   * @param {{ isMain: boolean, isStale: boolean }} standing
   */
  render(words, series, { isMain, isStale }) {
    const { dataset } = this.element;
    setText(this.#ticker, words.ticker);
    setText(this.#name, words.name);
    setText(this.#trouble, words.trouble);
    setText(this.#last, words.last);
    setText(this.#change, words.change);
    setText(this.#since, ` ${words.since}`);
    if (this.#change.title !== words.since) this.#change.title = words.since;
    if (dataset.direction !== words.direction) dataset.direction = words.direction;
    if (dataset.stale !== String(isStale)) dataset.stale = String(isStale);
    this.element.classList.toggle('troubled', words.trouble !== '');
    const label = `Remove ${words.ticker} from the watchlist`;
    if (this.remove.title !== label) {
      this.remove.title = label;
      this.remove.setAttribute('aria-label', label);
    }
    const current = String(isMain);
    if (this.open.getAttribute('aria-current') !== current) this.open.setAttribute('aria-current', current);
    this.#draw(series);
  }

  /**
   * A short light behind a price that has changed.
   * @param {number | undefined} price
   * @param {number} now  in ms
   * @param {boolean} isStill  the reader wants nothing to move
   */
  flash(price, now, isStill) {
    const before = this.#price;
    this.#price = price;
    if (before === undefined || price === undefined || price === before || isStill || now - this.#flashed < FLASH_PAUSE) return;
    this.#flashed = now;
    const light = price > before ? 'var(--up-light)' : 'var(--down-light)';
    this.element.animate([{ backgroundColor: light, offset: 0 }], { duration: FLASH, easing: 'ease-out' });
  }

  /** The name is the symbol's; what changes all the time is its description, so that it is not read out all the time. @param {HTMLElement} figures @param {number} number */
  #describe(figures, number) {
    this.#ticker.id = `watch-${number}-ticker`;
    this.#name.id = `watch-${number}-name`;
    figures.id = `watch-${number}-figures`;
    this.open.setAttribute('aria-labelledby', `${this.#ticker.id} ${this.#name.id}`);
    this.open.setAttribute('aria-describedby', `${figures.id} watch-keys`);
    this.open.setAttribute('aria-keyshortcuts', 'Alt+ArrowUp Alt+ArrowDown Delete');
    this.open.type = 'button';
    this.remove.type = 'button';
  }

  /** @param {import('../model/price-series.js').PriceSeries} series */
  #draw({ points, totals, gaps }) {
    const drawn = `${totals.trades} ${gaps} ${points.length}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#path.setAttribute('d', sparkLine(points, SPARK_WIDTH, SPARK_HEIGHT));
  }
}
