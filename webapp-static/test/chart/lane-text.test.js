// @ts-check
import { describe, expect, it } from 'vitest';
import { laneTexts, placeTexts } from '../../js/chart/lane-text.js';
import { TimeAxis } from '../../js/chart/time-axis.js';
import { Format } from '../../js/kit/format.js';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 0, 5);
const AREA = { left: 0, right: 800 };
const FORMAT = new Format('en', 'UTC');
const MINUTE_WIDTH = 0.5;

/** What is written below a chart that begins on a Monday, with half a pixel for a minute and six for a letter: words and their start. */
function lane(/** @type {Partial<import('../../js/chart/scene.js').Scene>} */ parts, area = AREA) {
  const scene = {
    shown: { min: MONDAY, max: MONDAY + 24 * HOUR }, line: [], candles: [], bands: [], interval: 60_000, extent: { min: 0, max: 1 }, axis: new TimeAxis(),
    folds: [], seams: [], runs: [], splits: [], extended: [], symbol: 'AAPL', ...parts,
  };
  const at = (/** @type {number} */ time) => ((time - MONDAY) / 60_000) * MINUTE_WIDTH;
  return placeTexts(laneTexts(scene, FORMAT, at, area), (words) => words.length * 6).map(({ start, words }) => `${Math.round(start)} ${words}`);
}
/** @param {number} from @param {number} to  hours */
const hours = (from, to) => ({ from: MONDAY + from * HOUR, to: MONDAY + to * HOUR });
/** @param {number} from @param {number} to @param {string} id @param {object} [more] */
const run = (from, to, id, more = {}) => ({ ...hours(from, to), id, ...more });

describe('the lane', () => {
  it('has why nothing is known below its middle, in fewer words where there is no room for more', () => {
    expect(lane({ bands: [{ ...hours(10, 10.5), cause: 'not recorded' }] })).toEqual(['251 30 min not recorded']);
    expect(lane({ bands: [{ ...hours(10, 11), cause: 'feed down' }] })).toEqual(['267 feed down 60 min']);
    expect(lane({ bands: [{ ...hours(0, 1), cause: 'not recorded' }] }, { left: 0, right: 100 })).toEqual(['0 60 min missing']);
    expect(lane({ bands: [{ ...hours(0, 1), cause: 'not recorded' }] }, { left: 0, right: 40 })).toEqual([]);
  });

  it('has the source on each side of a seam, with how its candles differ', () => {
    expect(lane({ runs: [run(0, 10, 'finnhub'), run(10, 24, 'recorded')] })).toEqual(['198 history: Finnhub', '306 recorded here']);
    expect(lane({ runs: [run(0, 10, 'alpaca', { isAdjusted: true, isWithoutVolume: true }), run(10, 24, 'recorded')] }))
      .toEqual(['12 history: Alpaca, adjusted for splits, no volume', '306 recorded here']);
    expect(lane({ symbol: 'BINANCE:BTCUSDT', runs: [run(0, 4, 'kraken'), run(4, 20, 'binance'), run(20, 24, 'recorded')] }))
      .toEqual(['24 history: Kraken', '126 history: Binance', '606 recorded here']);
  });

  it('has how the candles of a source differ at its beginning where there is no room at its end', () => {
    const splits = [{ at: MONDAY + 15 * HOUR, ratio: 4 }];
    expect(lane({ splits, runs: [run(0, 20, 'alpaca', { isAdjusted: true }), run(20, 24, 'recorded')] }))
      .toEqual(['420 4:1 split?', '6 history: Alpaca, adjusted for splits', '606 recorded here']);
  });

  it('has one source alone at the left, unless it is what was recorded here', () => {
    expect(lane({ runs: [run(0, 24, 'simulator')] })).toEqual(['6 history: demo data']);
    expect(lane({ runs: [run(0, 24, 'recorded')] })).toEqual([]);
  });

  it('has since when it was recorded, if there is nothing older', () => {
    expect(lane({ begin: MONDAY + 13 * HOUR, shown: { min: MONDAY, max: MONDAY + 23 * HOUR } })).toEqual(['396 recorded here since 13:00']);
    expect(lane({ begin: MONDAY + 22 * HOUR })).toEqual(['666 recorded here']);
  });

  it('has splits', () => {
    expect(lane({ splits: [{ at: MONDAY + 10 * HOUR, ratio: 4 }] })).toEqual(['270 4:1 split?']);
  });

  it('has nights and weekends, but not each of many', () => {
    expect(lane({ folds: [hours(2, 10), hours(-48, 4)] })).toEqual(['270 closed 8 h', '99 weekend']);
    expect(lane({ folds: Array.from({ length: 9 }, (_, i) => hours(i, i + 1)) })).toEqual([]);
    expect(lane({ bands: [{ ...hours(2, 10), cause: 'market closed' }] })).toEqual(['150 closed 8 h']);
  });

  it('has the sessions before and after the regular one, if their words fit into them', () => {
    const pre = { ...hours(4, 9.5), session: 'pre-market' };
    expect(lane({ extended: [pre, { ...hours(16, 17), session: 'post-market' }] })).toEqual(['126 Pre-market']);
  });

  it('leaves out words that would touch more important ones', () => {
    const bands = [{ ...hours(9, 10), cause: 'not recorded' }];
    expect(lane({ bands, runs: [run(0, 10, 'finnhub'), run(10, 24, 'recorded')] })).toEqual(['228 60 min not recorded', '6 history: Finnhub']);
    expect(lane({ bands, extended: [{ ...hours(8.5, 12), session: 'pre-market' }] })).toHaveLength(1);
  });
});
