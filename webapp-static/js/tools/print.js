// @ts-check
import { Chart } from 'chart.js';
import { byId, setText } from '../kit/dom.js';

/** In CSS pixels: fits the width of A4 and Letter in portrait orientation with usual margins. */
const WIDTH = 680;
const HEIGHT = 420;

/**
 * Prepares the page for printing, and restores it: a light palette also for the canvas, which no style sheet reaches, a chart of
 * the paper's size, and the time of printing.
 */
export class Print {
  #chart = byId('chart', HTMLElement);
  #printed = byId('printed', HTMLElement);
  /** @type {() => string} */ #moment;
  #media = window.matchMedia('print');
  /** The palette to restore; undefined while not printing. @type {string | undefined} */ #palette;

  /** @param {() => string} moment  the current date and time, formatted */
  constructor(moment) {
    this.#moment = moment;
    window.addEventListener('beforeprint', this.#begin);
    window.addEventListener('afterprint', this.#end);
    this.#media.addEventListener('change', this.#onMedia);
  }

  destroy() {
    window.removeEventListener('beforeprint', this.#begin);
    window.removeEventListener('afterprint', this.#end);
    this.#media.removeEventListener('change', this.#onMedia);
  }

  #onMedia = () => (this.#media.matches ? this.#begin() : this.#end());

  #begin = () => {
    if (this.#palette !== undefined) return;
    this.#palette = document.documentElement.dataset.palette ?? 'light';
    setText(this.#printed, `Printed ${this.#moment()}.`);
    this.#paint('light', WIDTH, HEIGHT);
  };

  #end = () => {
    if (this.#palette === undefined) return;
    const palette = this.#palette;
    this.#palette = undefined;
    this.#paint(palette);
  };

  /**
   * Paints synchronously, because printing does not wait for a frame.
   * @param {string} palette
   * @param {number} [width]  by default that of the stage
   * @param {number} [height]
   */
  #paint(palette, width, height) {
    document.documentElement.dataset.palette = palette;
    document.dispatchEvent(new Event('themechange'));
    const canvas = this.#chart.querySelector('canvas');
    const chart = canvas && Chart.getChart(canvas);
    chart?.resize(width, height);
    chart?.update('none');
  }
}
