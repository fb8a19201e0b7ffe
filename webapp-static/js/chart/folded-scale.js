// @ts-check
import { LinearScale } from 'chart.js';
import { TimeAxis } from './time-axis.js';

/** Chart.js's scale of time, which leaves out what is folded: every pixel of the chart is computed here. */
export class FoldedScale extends LinearScale {
  static id = 'folded';
  static defaults = LinearScale.defaults;
  /** Set before each update. */ times = new TimeAxis();

  /** @param {number} value  time, ms */
  getPixelForValue(value) {
    if (this.times.isPlain) return super.getPixelForValue(value);
    return this.getPixelForDecimal(this.times.length(this.min, value) / this.times.length(this.min, this.max));
  }

  /** @param {number} pixel */
  getValueForPixel(pixel) {
    if (this.times.isPlain) return super.getValueForPixel(pixel);
    return this.times.move(this.min, this.getDecimalForPixel(pixel) * this.times.length(this.min, this.max));
  }
}
