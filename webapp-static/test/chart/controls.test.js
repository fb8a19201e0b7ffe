// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import page from '../../index.html?raw';
import { ChartChoice } from '../../js/chart/chart-choice.js';
import { Controls } from '../../js/chart/controls.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';

const DAY = 86_400_000;
/** @type {LiveSymbol} */ let live;
/** @type {Controls} */ let controls;
let length = 0;
let word = '';
const choose = vi.fn();

const offered = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].flatMap((one) => {
  const isHidden = one instanceof HTMLOptionElement ? one.hidden : one.parentElement?.hidden;
  return isHidden ? [] : [/** @type {HTMLInputElement} */ (one).value];
}).join(' ');
const render = (choice = new ChartChoice()) => controls.render({ live, choice });

/** The server has so many candles, the last of which begins on day 500. @param {number} interval @param {number} count */
function recorded(interval, count) {
  const candles = Array.from({ length: count }, (_, i) => ({ x: 500 * DAY - (count - 1 - i) * interval, w: interval, o: 1, h: 1, l: 1, c: 1, v: 1, n: 1 }));
  live.onHistory({ interval, gaps: [], sources: [], stretch: { from: 0, to: 500 * DAY + interval }, candles });
}

beforeEach(() => {
  document.body.innerHTML = new DOMParser().parseFromString(page, 'text/html').body.innerHTML;
  live = new LiveSymbol('AAPL');
  length = 300_000;
  word = '5m';
  choose.mockClear();
  controls = new Controls({ choose, goLive: () => {}, isLive: () => true, rangeWord: () => word, length: () => length });
});

describe('Controls', () => {
  it('offers no long range and no long interval of a server without history', () => {
    render();
    expect(offered('input[name=range]')).toBe('1m 5m 15m 1h all');
    expect(offered('option[value]')).toContain('1s 5s 15s 1m 5m');
    expect(offered('select[name=interval] option')).toBe(' 1s 5s 15s 1m 5m');
  });

  it.each([
    [2, '1m 5m 15m 1h 1d 5d all'],
    [6, '1m 5m 15m 1h 1d 5d 1mo all'],
    [40, '1m 5m 15m 1h 1d 5d 1mo 6mo all'],
    [400, '1m 5m 15m 1h 1d 5d 1mo 6mo 1y all'],
  ])('offers the ranges that %i days of history fill at least in part', (count, words) => {
    render();
    recorded(DAY, count);
    render();
    expect(offered('input[name=range]')).toBe(words);
  });

  it('offers no day to a symbol that was first recorded just now', () => {
    recorded(DAY, 1);
    recorded(60_000, 25);
    render();
    expect(offered('input[name=range]')).toBe('1m 5m 15m 1h all');
    recorded(60_000, 90);
    render();
    expect(offered('input[name=range]')).toBe('1m 5m 15m 1h 1d all');
  });

  it('offers the range that was chosen, and the intervals that fit it', () => {
    const choice = new ChartChoice();
    choice.set({ range: '1mo' });
    recorded(DAY, 2);
    word = '1mo';
    length = 30 * DAY;
    render(choice);
    expect(offered('input[name=range]')).toBe('1m 5m 15m 1h 1d 5d 1mo all');
    expect(offered('select[name=interval] option')).toBe(' 1h 4h 1d 1w');
    expect(/** @type {HTMLInputElement} */ (document.querySelector('input[name=range]:checked')).value).toBe('1mo');
  });

  it('keeps the interval that was chosen in the list, even where it does not fit', () => {
    const choice = new ChartChoice();
    choice.set({ interval: '1s' });
    length = 30 * DAY;
    render(choice);
    expect(offered('select[name=interval] option')).toBe(' 1s 1h 4h 1d 1w');
    expect(choice.intervalFor(length)).toBe(DAY);
  });

  it('chooses by the words of the address', () => {
    render();
    /** @type {HTMLInputElement} */ (document.querySelector('input[value="1mo"]')).click();
    expect(choose).toHaveBeenCalledWith({ range: '1mo' });
    word = '';
    render();
    expect(document.querySelector('input[name=range]:checked')).toBeNull();
  });
});
