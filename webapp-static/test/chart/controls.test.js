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

  it('offers them as soon as there is history, and the intervals that fit the range shown', () => {
    render();
    live.onHistory({
      interval: DAY, gaps: [], sources: [], stretch: { from: 0, to: 9 * DAY },
      candles: [{ x: 0, w: DAY, o: 1, h: 1, l: 1, c: 1, v: 1, n: 1 }],
    });
    word = '1mo';
    length = 30 * DAY;
    render();
    expect(offered('input[name=range]')).toBe('1m 5m 15m 1h 1d 5d 1mo 6mo 1y all');
    expect(offered('select[name=interval] option')).toBe(' 1h 1d');
    expect(/** @type {HTMLInputElement} */ (document.querySelector('input[name=range]:checked')).value).toBe('1mo');
  });

  it('keeps the interval that was chosen in the list, even where it does not fit', () => {
    const choice = new ChartChoice();
    choice.set({ interval: '1s' });
    length = 30 * DAY;
    render(choice);
    expect(offered('select[name=interval] option')).toBe(' 1s 1h 1d');
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
