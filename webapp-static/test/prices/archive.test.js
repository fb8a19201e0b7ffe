// @ts-check
import { describe, expect, it } from 'vitest';
import { Archive } from '../../js/prices/archive.js';
import { toHistoryPage } from '../../js/prices/history-page.js';

const HOUR = 3_600_000;
/** @param {number} from @param {number} to  hours @param {[number, string][]} runs  hour and source @param {number} [next] */
const page = (from, to, runs, next) => ({
  interval: HOUR, stretch: { from: from * HOUR, to: to * HOUR }, gaps: [], next: next === undefined ? undefined : next * HOUR,
  candles: [{ x: from * HOUR, w: HOUR, o: 1, h: 1, l: 1, c: 1, v: 1, n: 1 }], sources: runs.map(([time, id]) => ({ from: time * HOUR, id })),
});

describe('Archive', () => {
  it('has the source of each candle, whatever page it came with', () => {
    const archive = new Archive();
    archive.take(page(50, 100, [[50, 'finnhub'], [80, 'recorded']], 50));
    archive.take(page(10, 50, [[10, 'binance'], [30, 'finnhub']]));
    archive.take(page(99, 103, [[99, 'recorded']]));
    expect([10, 29, 30, 55, 80, 102, 200].map((hour) => archive.sourceAt(HOUR, hour * HOUR)))
      .toEqual(['binance', 'binance', 'finnhub', 'finnhub', 'recorded', 'recorded', 'recorded']);
    expect(archive.seams(HOUR, { from: 0, to: 200 * HOUR })).toEqual([
      { time: 30 * HOUR, before: 'binance', after: 'finnhub' }, { time: 80 * HOUR, before: 'finnhub', after: 'recorded' },
    ]);
    expect(archive.seams(HOUR, { from: 31 * HOUR, to: 80 * HOUR })).toEqual([]);
    expect(archive.sourceAt(60_000, 0)).toBe('recorded');
    expect(new Archive().sourceAt(HOUR, 0)).toBeUndefined();
  });

  it('takes the source of the minutes where no longer candles were fetched', () => {
    const archive = new Archive();
    archive.take({ ...page(0, 100, [[0, 'finnhub'], [50, 'recorded']]), interval: 60_000 });
    expect([49, 50].map((hour) => archive.sourceAt(HOUR, hour * HOUR))).toEqual(['finnhub', 'recorded']);
  });

  it('resumes the source that was in force after a stretch that was fetched again', () => {
    const archive = new Archive();
    archive.take(page(0, 100, [[0, 'finnhub']]));
    archive.take(page(40, 60, [[40, 'recorded']]));
    expect([39, 40, 59, 60].map((hour) => archive.sourceAt(HOUR, hour * HOUR))).toEqual(['finnhub', 'recorded', 'recorded', 'finnhub']);
  });

  it('begins anew if the newest page does not reach back to what it has', () => {
    const archive = new Archive();
    archive.take(page(0, 100, [[0, 'finnhub']]));
    archive.take(page(99, 9_000, [[5_000, 'recorded']], 5_000));
    expect(archive.known(HOUR)).toMatchObject({ from: 5_000 * HOUR, to: 9_000 * HOUR, hasOlder: true });
    expect(archive.lacking(HOUR, { from: 4_900 * HOUR, to: 9_000 * HOUR }, 9_000 * HOUR)).toMatchObject({ to: 5_000 * HOUR });
  });

  it('has the runs of a stretch, cut to it, and keeps those apart that differ in more than the source', () => {
    const archive = new Archive();
    expect(archive.runsIn(HOUR, { from: 0, to: 9 })).toEqual([]);
    archive.take({ ...page(0, 100, []), sources: [{ from: 0, id: 'alpaca', isAdjusted: true }, { from: 50 * HOUR, id: 'alpaca' }] });
    expect(archive.runsIn(HOUR, { from: 40 * HOUR, to: 60 * HOUR })).toEqual([
      { from: 40 * HOUR, to: 50 * HOUR, id: 'alpaca', isAdjusted: true }, { from: 50 * HOUR, to: 60 * HOUR, id: 'alpaca' },
    ]);
    expect(archive.runAt(HOUR, 10 * HOUR)).toMatchObject({ isAdjusted: true });
    expect(archive.seams(HOUR, { from: 0, to: 100 * HOUR })).toHaveLength(1);
  });

  it('keeps each split once, in order', () => {
    const archive = new Archive();
    archive.take({ ...page(0, 100, []), splits: [{ at: 50 * HOUR, ratio: 4 }, { at: 10 * HOUR, ratio: 0.5 }] });
    archive.take({ ...page(0, 100, []), splits: [{ at: 50 * HOUR, ratio: 4 }] });
    expect(archive.splitsIn({ from: 10 * HOUR, to: 51 * HOUR })).toEqual([{ at: 10 * HOUR, ratio: 0.5 }, { at: 50 * HOUR, ratio: 4 }]);
    expect(archive.splitsIn({ from: 11 * HOUR, to: 50 * HOUR })).toEqual([]);
  });

  it('counts nothing as known of which the server is still fetching a part', () => {
    const archive = new Archive();
    archive.onAbsent();
    archive.take({ ...page(0, 100, [[0, 'finnhub']]), isPending: true });
    expect([archive.isAbsent, archive.hasAny, archive.lacking(HOUR, { from: 0, to: 100 * HOUR }, 100 * HOUR)]).toEqual([false, false, { from: 0 }]);
  });
});

describe('toHistoryPage', () => {
  const stretch = { from: 0, to: 10 * HOUR };

  it('skips what it cannot read', () => {
    const body = {
      candles: [[0, 1, 2, 0, 1, 5, 2], [HOUR, 'x', 2, 0, 1, 5, 2], null], gaps: [{ from: 1, to: 2, cause: 'down' }, { from: 1, cause: 'why' }],
      sources: [{ from: 0, id: 'finnhub' }, { from: 'x', id: 'y' }, null, { from: HOUR, id: 'own' }], next: 'later',
    };
    expect(toHistoryPage(body, HOUR, stretch)).toEqual({
      interval: HOUR, stretch, candles: [{ x: 0, w: HOUR, o: 1, h: 2, l: 0, c: 1, v: 5, n: 2 }], gaps: [{ from: 1, to: 2, cause: 'down' }],
      sources: [{ from: 0, id: 'finnhub' }, { from: HOUR, id: 'recorded' }], splits: [], isPending: false, next: undefined,
    });
  });

  it('takes a volume and a number of trades that the source does not have for none', () => {
    const body = { candles: [[0, 1, 2, 0, 1, null, null], [HOUR, null, 2, 0, 1, 5, 1]] };
    expect(toHistoryPage(body, HOUR, stretch)?.candles).toEqual([{ x: 0, w: HOUR, o: 1, h: 2, l: 0, c: 1, v: 0, n: 0 }]);
  });

  it('reads the kind of prices and volumes of a source, splits, and whether there is more to come', () => {
    const body = {
      candles: [], pending: true,
      sources: [{ from: 0, id: 'alpaca', adjusted: true }, { from: 1, id: 'ecb', volume: false }, { from: 2, id: 'own', adjusted: 'no', volume: true }],
      splits: [{ at: HOUR, ratio: 4 }, { at: 'x', ratio: 4 }, { at: 0, ratio: 0 }, { at: 0, ratio: '2' }, null],
    };
    expect(toHistoryPage(body, HOUR, stretch)).toMatchObject({
      isPending: true, splits: [{ at: HOUR, ratio: 4 }],
      sources: [{ from: 0, id: 'alpaca', isAdjusted: true }, { from: 1, id: 'ecb', isWithoutVolume: true }, { from: 2, id: 'recorded' }],
    });
  });

  it('takes no next page that does not lead back', () => {
    expect(toHistoryPage({ candles: [], next: 10 * HOUR }, HOUR, stretch)?.next).toBeUndefined();
    expect(toHistoryPage({ candles: [], next: 9 * HOUR }, HOUR, stretch)?.next).toBe(9 * HOUR);
    expect([null, {}, 'x', []].map((body) => toHistoryPage(body, HOUR, stretch))).toEqual([undefined, undefined, undefined, undefined]);
  });

  describe('while the server is still fetching', () => {
    /** @param {number} count  of candles */
    const pending = (count) => ({
      ...page(0, 100, [[0, 'finnhub']]), isPending: true,
      candles: Array.from({ length: count }, (_, i) => ({ x: i * HOUR, w: HOUR, o: 1, h: 1, l: 1, c: 1, v: 1, n: 1 })),
    });

    it('has what has come drawn if that is enough, and requests all of it again', () => {
      const archive = new Archive();
      archive.take(pending(199));
      expect([archive.hasAny, archive.covers(HOUR, 0)]).toEqual([false, false]);
      archive.take(pending(200));
      expect([archive.hasAny, archive.covers(HOUR, 0), archive.reaches(HOUR, 0)]).toEqual([true, true, false]);
      expect(archive.covers(HOUR, -1)).toBe(false);
      expect(archive.lacking(HOUR, { from: 0, to: 100 * HOUR }, 100 * HOUR)).toEqual({ from: 0 });
      expect(archive.sourceAt(HOUR, HOUR)).toBe('finnhub');
      archive.take(page(0, 100, [[0, 'binance']]));
      expect([archive.covers(HOUR, 0), archive.reaches(HOUR, 0), archive.sourceAt(HOUR, HOUR)]).toEqual([true, true, 'binance']);
    });

    it('keeps what is complete', () => {
      const archive = new Archive();
      archive.take(page(50, 100, [[50, 'binance']]));
      archive.take(pending(200));
      expect(archive.known(HOUR)).toMatchObject({ from: 50 * HOUR });
      expect(archive.lacking(HOUR, { from: 60 * HOUR, to: 100 * HOUR }, 100 * HOUR)).toBeUndefined();
    });
  });
});
