// @ts-check
import { describe, expect, it, vi } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { CANDLE_HEADER, TRADE_HEADER, candleRows, fileName, toCsv, tradeRows } from '../../js/tools/csv.js';
import { countText, pictureText } from '../../js/tools/export.js';
import { lines } from '../../js/tools/picture.js';
import { linkOf, shareLink } from '../../js/tools/share.js';

/** A page that shows two trades with a break between them. */
function shown() {
  const state = new PageState();
  state.onConnection('open');
  state.choose('AAPL');
  state.live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 1.5, time: 0, volume: 2, seq: 1 }] });
  state.onStatus({ feed: 'down', simulated: true });
  state.live.onTrades({ epoch: 1, seq: 2, trades: [{ price: 2, time: 60_000, volume: 0, seq: 2 }] });
  return state;
}

describe('toCsv', () => {
  it('quotes cells that need it', () => {
    expect(toCsv(['a', 'b'], [['x,y', 'say "hi"'], ['two\nlines', ' padded']]))
      .toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines"," padded"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('does not let the text %j become a formula', (text) => {
    expect(toCsv([], [[text]])).toMatch(/^\r\n"?'/);
  });

  it('keeps numbers, and leaves others empty', () => {
    expect(toCsv(['n'], [[-1.5], [Number.NaN], [0.00001]])).toBe('n\r\n-1.5\r\n\r\n0.00001\r\n');
  });

  it('holds every trade known, in UTC, without the breaks', () => {
    expect(toCsv(TRADE_HEADER, tradeRows(shown().live))).toBe(
      'time,price,volume\r\n1970-01-01T00:00:00.000Z,1.5,2\r\n1970-01-01T00:01:00.000Z,2,0\r\n');
  });

  it('holds every candle known, of a minute where those of a second are dropped', () => {
    const { live } = shown();
    const minutes = [[-120_000, 1, 3, 1, 2, 5, 4], [0, 1.5, 1.5, 1.5, 1.5, 2, 1], [60_000, 2, 2, 2, 2, 0, 1]];
    live.onCandles({
      epoch: 1, seq: 2, interval: 60_000, gaps: [], candles: minutes.map(([x, o, h, l, c, v, n]) => ({ x, w: 60_000, o, h, l, c, v, n })),
    });
    live.onTrades({ epoch: 1, seq: 3, trades: [{ price: 2.5, time: 61_000, volume: 1, seq: 3 }] });
    expect(toCsv(CANDLE_HEADER, candleRows(live, 5_000))).toBe([
      'start,seconds,open,high,low,close,volume,trades,source,notes',
      '1969-12-31T23:58:00.000Z,60,1,3,1,2,5,4,recorded,',
      '1970-01-01T00:00:00.000Z,5,1.5,1.5,1.5,1.5,2,1,recorded,',
      '1970-01-01T00:01:00.000Z,5,2,2.5,2,2.5,1,2,recorded,', '',
    ].join('\r\n'));
  });

  it('names the source of each candle of the history, also where there is no trade', () => {
    const live = new LiveSymbol('AAPL');
    const day = 86_400_000;
    live.onHistory({
      interval: day, gaps: [], stretch: { from: 0, to: 2 * day }, sources: [{ from: 0, id: 'ecb', isWithoutVolume: true }, { from: day, id: 'recorded' }],
      candles: [0, day].map((x) => ({ x, w: day, o: 1, h: 2, l: 1, c: 2, v: 3, n: 0 })),
    });
    expect(candleRows(live, day)).toEqual([
      ['1970-01-01T00:00:00.000Z', 86_400, 1, 2, 1, 2, '', '', 'ecb', 'no volume'], ['1970-01-02T00:00:00.000Z', 86_400, 1, 2, 1, 2, 3, 0, 'recorded', ''],
    ]);
  });

  it('holds no candle where there is no data', () => {
    expect(candleRows(new LiveSymbol('AAPL'), 1_000)).toEqual([]);
  });
});

it('states how many of how many it holds', () => {
  const format = new Format('en', 'UTC');
  expect([countText(1, 1, 'trade', format), countText(1_087, 0, 'candle', format), countText(1_087, 11_010, 'trade', format)])
    .toEqual(['one trade', '1,087 candles', 'the last 1,087 of 11,010 trades']);
});

describe('fileName', () => {
  const date = new Date(2026, 0, 5, 14, 32, 7);
  it.each([
    ['AAPL', 'AAPL'], ['BINANCE:BTCUSDT', 'BINANCE_BTCUSDT'], ['EUR/USD', 'EUR_USD'], ['../etc', 'etc'], ['/', 'chart'],
    ['BRK.B', 'BRK.B'], ['AAPL-candles', 'AAPL-candles'], ['-x', 'x'], ['x'.repeat(200), 'x'.repeat(64)],
  ])('of %s begins with %s', (symbol, name) => {
    expect(fileName(symbol, date, 'png')).toBe(`${name}-2026-01-05-143207.png`);
  });
});

describe('the texts of the picture', () => {
  it('hold symbol, price, times and source', () => {
    expect(pictureText({ state: shown(), format: new Format('en-GB', 'UTC') }, { min: 30_000, max: 90_000 })).toEqual({
      title: 'AAPL', price: '2.00', range: '1 Jan 1970, 00:00:30 – 00:01:00', source: expect.stringContaining('simulator'),
    });
  });

  it('wrap between words', () => {
    expect(lines('one two three', 7, (text) => text.length)).toEqual(['one two', 'three']);
    expect(lines('unbreakable', 3, (text) => text.length)).toEqual(['unbreakable']);
  });
});

describe('shareLink', () => {
  const link = 'http://localhost/?symbol=AAPL';
  const refused = () => Promise.reject(new Error('no'));
  /** @param {object} parts @param {boolean} [byHand] */
  const share = (parts, byHand = false) => shareLink({
    link, title: 'AAPL', navigator: /** @type {any} */ (parts), copyByHand: vi.fn(() => byHand),
  });

  it('uses the device’s share sheet, and does nothing more if the user cancels it', async () => {
    const shared = vi.fn(async () => {});
    const clipboard = { writeText: vi.fn(async () => {}) };
    expect(await share({ share: shared, clipboard })).toBe('');
    expect(shared).toHaveBeenCalledWith({ title: 'AAPL', url: link });
    const closed = Object.assign(new Error('closed'), { name: 'AbortError' });
    expect(await share({ share: () => Promise.reject(closed), clipboard })).toBe('');
    expect(clipboard.writeText).not.toHaveBeenCalled();
  });

  it('copies if there is none, or if it fails', async () => {
    const clipboard = { writeText: vi.fn(async () => {}) };
    expect(await share({ clipboard })).toContain('Link copied');
    expect(await share({ share: refused, clipboard })).toContain('Link copied');
    expect(clipboard.writeText).toHaveBeenCalledWith(link);
  });

  it('copies by a hidden field without a clipboard, and returns instructions when that fails too', async () => {
    expect(await share({}, true)).toContain('Link copied');
    expect(await share({ clipboard: { writeText: refused } })).toContain('copy it from the address bar');
  });

  it('keeps the chart’s parameters of the address', () => {
    expect(linkOf('http://localhost/x/?symbol=A&range=1h#top', 'A')).toBe('http://localhost/x/?symbol=A&range=1h');
    expect(linkOf('http://localhost/', 'OANDA:EUR_USD')).toBe('http://localhost/?symbol=OANDA%3AEUR_USD');
    expect(linkOf('http://localhost/', '')).toBe('http://localhost/');
  });
});
