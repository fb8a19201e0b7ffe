// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ThemeChoice } from '../../js/app/theme-choice.js';

const SCRIPT = '../../js/first-paint.js';
const root = document.documentElement;
/** @type {Map<string, EventTarget & { matches: boolean }>} */ let system;
/** Those of an earlier test would still observe the same document. @type {MutationObserver[]} */ let observers;
const Plain = MutationObserver;

beforeEach(() => {
  localStorage.clear();
  delete root.dataset.theme;
  delete root.dataset.palette;
  system = new Map();
  observers = [];
  vi.stubGlobal('MutationObserver', class extends Plain {
    /** @param {MutationCallback} callback */
    constructor(callback) {
      super(callback);
      observers.push(this);
    }
  });
  vi.stubGlobal('matchMedia', (/** @type {string} */ query) => {
    if (!system.has(query)) system.set(query, Object.assign(new EventTarget(), { matches: false }));
    return system.get(query);
  });
});
afterEach(() => {
  observers.forEach((one) => one.disconnect());
  vi.unstubAllGlobals();
});

/** @param {string} feature @param {boolean} matches */
const wish = (feature, matches) => {
  const query = /** @type {EventTarget & { matches: boolean }} */ (window.matchMedia(`(prefers-${feature})`));
  query.matches = matches;
  query.dispatchEvent(new Event('change'));
};
const chooser = () => {
  document.body.innerHTML = '<select id="theme"><option>auto</option><option>light</option><option>contrast</option></select>';
  return /** @type {HTMLSelectElement} */ (document.getElementById('theme'));
};
/** @param {HTMLSelectElement} select @param {string} theme */
const choose = (select, theme) => {
  select.value = theme;
  select.dispatchEvent(new Event('change'));
};
const start = async () => {
  vi.resetModules();
  await import(SCRIPT);
};

describe('the first script', () => {
  it.each([
    ['', false, false, 'light'], ['', true, false, 'dark'], ['', false, true, 'contrast-light'], ['', true, true, 'contrast-dark'],
    ['light', true, true, 'light'], ['dark', false, true, 'dark'], ['contrast', true, false, 'contrast-dark'], ['junk', false, false, 'light'],
  ])('for the choice “%s”, dark %s, more contrast %s, shows %s', async (choice, dark, contrast, palette) => {
    localStorage.setItem('stock-chart.theme', choice);
    wish('color-scheme: dark', dark);
    wish('contrast: more', contrast);
    await start();
    expect(root.dataset.palette).toBe(palette);
    expect(root.dataset.theme).toBe(['light', 'dark', 'contrast'].includes(choice) ? choice : undefined);
  });

  it.each([
    ['/', '', ''], ['/?symbol=AAPL', '', 'AAPL'], ['/?symbol=%20', '', ''], ['/?range=1h', 'MSFT', 'MSFT'],
  ])('of the address %s, with “%s” stored, reserves space for: %s', async (address, stored, opening) => {
    history.replaceState(null, '', address);
    if (stored) localStorage.setItem('stock-chart.symbol', stored);
    delete root.dataset.opening;
    await start();
    expect(root.dataset.opening).toBe(opening);
    history.replaceState(null, '', '/');
  });

  it('reserves no space on a later visit without a symbol, even if the watchlist was emptied', async () => {
    localStorage.setItem('stock-chart.watchlist', '[]');
    delete root.dataset.opening;
    await start();
    expect(root.dataset.opening).toBe(undefined);
  });

  it('follows the system, and dispatches an event, until the user has chosen', async () => {
    await start();
    const listener = vi.fn();
    document.addEventListener('themechange', listener);
    wish('color-scheme: dark', true);
    expect([root.dataset.palette, listener.mock.calls.length]).toEqual(['dark', 1]);
    const select = chooser();
    const themes = new ThemeChoice();
    expect(select.value).toBe('auto');
    choose(select, 'light');
    await vi.waitFor(() => expect(root.dataset.palette).toBe('light'));
    expect(listener).toHaveBeenCalledTimes(2);
    expect([root.dataset.theme, localStorage.getItem('stock-chart.theme')]).toEqual(['light', 'light']);
    choose(select, 'auto');
    await vi.waitFor(() => expect(root.dataset.palette).toBe('dark'));
    expect(root.dataset.theme).toBeUndefined();
    document.removeEventListener('themechange', listener);
    themes.destroy();
  });

  it('shows the stored choice', async () => {
    localStorage.setItem('stock-chart.theme', 'contrast');
    await start();
    const select = chooser();
    const themes = new ThemeChoice();
    expect(select.value).toBe('contrast');
    themes.destroy();
  });
});
