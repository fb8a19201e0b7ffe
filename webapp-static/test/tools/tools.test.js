// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import page from '../../index.html?raw';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { Switch } from '../../js/kit/preference.js';
import { Tools } from '../../js/tools/tools.js';
import { ManualClock } from '../manual-clock.js';

/** @type {Tools} */ let tools;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }));
  document.body.innerHTML = new DOMParser().parseFromString(page, 'text/html').body.innerHTML;
  const state = new PageState(() => 100_000);
  state.onConnection('open');
  state.choose('AAPL');
  state.live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 1.5, time: 99_000, volume: 2, seq: 1 }] });
  tools = new Tools({ state, format: new Format('en', 'UTC'), clock: new ManualClock(), now: () => 100_000, typing: new Switch(window, 'typing') });
});
afterEach(() => {
  vi.doUnmock('../../js/tools/data-table.js');
  vi.unstubAllGlobals();
});

/** @param {string} label */
function choose(label) {
  document.getElementById('tools')?.click();
  [...document.querySelectorAll('.menu-item')].filter(({ textContent }) => textContent === label)
    .forEach((item) => /** @type {HTMLElement} */ (item).click());
}
const rows = () => document.querySelectorAll('#table-view tbody tr').length;
const toast = () => document.getElementById('toast')?.textContent ?? '';

it('builds the table when it is shown first, and once', async () => {
  tools.render();
  expect(document.querySelector('#table-view')?.childElementCount).toBe(0);
  choose('Show as table');
  await vi.waitFor(() => expect(rows()).toBe(1));
  choose('Show as table');
  await vi.waitFor(() => expect(document.getElementById('table-view')?.hidden).toBe(true));
  expect(document.querySelectorAll('#table-view table')).toHaveLength(1);
});

it('reports that a part could not be loaded, as after an update of the server', async () => {
  vi.doMock('../../js/tools/data-table.js', () => { throw new TypeError('Failed to fetch dynamically imported module'); });
  choose('Show as table');
  await vi.waitFor(() => expect(toast()).toContain('could not be loaded'));
});
