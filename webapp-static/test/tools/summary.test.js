// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { DataTable } from '../../js/tools/data-table.js';
import { PAUSE, Summary, summaryText } from '../../js/tools/summary.js';
import { ManualClock } from '../manual-clock.js';

const format = new Format('en-GB', 'UTC');
/** @type {PageState} */ let state;
/** @type {ManualClock} */ let clock;
/** @type {number} */ let seq;

beforeEach(() => {
  document.body.innerHTML = '<p id="summary"></p><section id="table-view" tabindex="-1" hidden></section>';
  localStorage.clear();
  clock = new ManualClock();
  seq = 0;
  state = new PageState();
  choose('AAPL');
});

/** @param {string} symbol */
function choose(symbol) {
  state.choose(symbol);
  state.live.onSubscribed({ epoch: 1, seq, complete: true, trades: [] });
}
/** @param {number} time @param {number} price @param {number} [volume] */
function trade(time, price, volume = 1) {
  seq += 1;
  state.live.onTrades({ epoch: 1, seq, trades: [{ price, time, volume, seq }] });
}
const page = () => ({ state, format, now: () => clock.now, setTimer: clock.set });

describe('summaryText', () => {
  it('has the change of the last minute', () => {
    trade(0, 1);
    trade(10_000, 2);
    trade(70_000, 3.5);
    expect(summaryText(state, format)).toBe('AAPL 3.50, up 1.50 in the last minute, high 3.50, low 1.00 since Thu 1 Jan');
    trade(71_000, 1.5);
    expect(summaryText(state, format)).toContain('down 0.50 in the last minute');
  });

  it('has the range of the day if it is known', () => {
    trade(Date.now(), 2);
    state.live.onDay({ open: 2, high: 5, low: 1, time: Date.now() });
    expect(summaryText(state, format)).toContain('day range 1.00 to 5.00');
  });

  it('has the start, if a minute is not known', () => {
    expect(summaryText(state, format)).toBe('');
    trade(1_000, 2);
    expect(summaryText(state, format)).toBe('AAPL 2.00, unchanged since 00:00:01, high 2.00, low 2.00 since Thu 1 Jan');
  });

  it('compares with a trade, not with a break', () => {
    trade(0, 1);
    state.onStatus({ feed: 'down', simulated: false });
    trade(100_000, 4);
    expect(summaryText(state, format)).toContain('up 3.00 in the last minute');
  });

  it('names the high and low that the page shows: those of the time before this page too', () => {
    trade(0, 2);
    state.live.onCandles({ epoch: 1, seq: 1, interval: 60_000, gaps: [], candles: [{ x: 0, w: 60_000, o: 2, h: 9, l: 0.5, c: 2, v: 3, n: 3 }] });
    expect(summaryText(state, format)).toContain('high 9.00, low 0.50');
  });
});

describe('Summary', () => {
  const announced = () => document.getElementById('summary')?.textContent ?? '';

  it('announces at once, then at intervals, and only changes', () => {
    const summary = new Summary(page());
    summary.render();
    expect(announced()).toBe('');
    trade(0, 1);
    summary.render();
    expect(announced()).toContain('AAPL 1.00');
    trade(1_000, 2);
    summary.render();
    expect(announced()).toContain('AAPL 1.00');
    clock.advance(PAUSE);
    expect(announced()).toContain('AAPL 2.00');
    clock.advance(PAUSE);
    summary.render();
    expect(clock.pending).toBe(0);
  });

  it('announces another symbol at once', () => {
    const summary = new Summary(page());
    trade(0, 1);
    summary.render();
    choose('MSFT');
    summary.render();
    expect(announced()).toBe('');
    trade(0, 7);
    summary.render();
    expect(announced()).toContain('MSFT 7.00');
  });

  it('is silent when switched off, and stays switched off', () => {
    const summary = new Summary(page());
    trade(0, 1);
    summary.render();
    summary.toggle();
    expect(announced()).toBe('');
    const next = new Summary(page());
    next.render();
    expect([next.isOn, announced()]).toEqual([false, '']);
    next.toggle();
    expect(announced()).toContain('AAPL 1.00');
  });
});

describe('DataTable', () => {
  const texts = () => [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  /** @param {string} label */
  const button = (label) => [...document.querySelectorAll('button')].find((one) => one.textContent === label);

  it('shows time, price, change and volume under a caption', () => {
    trade(1_000, 2, 100);
    trade(2_000, 1.5, 0);
    new DataTable(page()).toggle();
    expect(document.querySelector('caption')?.textContent).toBe('Prices of AAPL, newest first');
    expect(texts()).toEqual([['00:00:02', '1.50', '▼ −0.50', '–'], ['00:00:01', '2.00', '–', '100']]);
    expect(document.activeElement?.id).toBe('table-view');
  });

  it('states where no data is known', () => {
    trade(0, 2);
    state.onStatus({ feed: 'down', simulated: false, since: 1_000 });
    state.onStatus({ feed: 'live', simulated: false, since: 31_000 });
    trade(31_000, 3);
    new DataTable(page()).toggle();
    expect(texts()).toEqual([['00:00:31', '3.00', '–', '1'], ['Nothing known: feed down 30 s'], ['00:00:00', '2.00', '–', '1']]);
    expect(document.querySelectorAll('tbody td[colspan="4"]')).toHaveLength(1);
  });

  it('names the duration of a row that covers more than the others', () => {
    trade(120_000, 2);
    state.live.onCandles({ epoch: 1, seq, interval: 60_000, gaps: [], candles: [{ x: 0, w: 60_000, o: 1, h: 1, l: 1, c: 1, v: 9, n: 2 }] });
    new DataTable(page()).toggle();
    expect(texts()[1]).toEqual(['00:00:00 (60 s)', '1.00', '–', '9']);
  });

  it('follows the trades once a second, and not while paused', () => {
    const table = new DataTable(page());
    trade(0, 1);
    table.toggle();
    trade(1_000, 2);
    table.render();
    expect(texts()).toHaveLength(1);
    clock.advance(1_000);
    expect(texts()).toHaveLength(2);
    button('Pause')?.click();
    trade(2_000, 3);
    table.render();
    clock.advance(1_000);
    expect(texts()).toHaveLength(2);
    button('Go on')?.click();
    expect(texts()).toHaveLength(3);
  });

  it('is not updated while scrolled down', () => {
    const table = new DataTable(page());
    trade(0, 1);
    table.toggle();
    const scroller = /** @type {HTMLElement} */ (document.querySelector('.table-scroll'));
    scroller.scrollTop = 40;
    trade(1_000, 2);
    clock.advance(1_000);
    table.render();
    expect(texts()).toHaveLength(1);
    scroller.scrollTop = 0;
    scroller.dispatchEvent(new Event('scroll'));
    expect(texts()).toHaveLength(2);
  });

  it('shows the newest 200, and more on request', () => {
    const table = new DataTable(page());
    for (let i = 0; i < 250; i += 1) trade(i * 1_000, i);
    table.toggle();
    expect(texts()).toHaveLength(200);
    button('Show 200 more')?.click();
    expect(texts()).toHaveLength(250);
    expect(button('Show 200 more')?.hidden).toBe(true);
  });

  it('can show each trade, until another symbol is shown', () => {
    const table = new DataTable(page());
    trade(0, 1);
    trade(1, 2);
    table.toggle();
    expect(texts()).toHaveLength(1);
    document.querySelectorAll('input')[1].click();
    expect(texts()).toHaveLength(2);
    choose('MSFT');
    table.render();
    expect(texts()).toHaveLength(0);
    table.toggle();
    expect(table.isShown).toBe(false);
  });
});
