// @ts-check
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Catalogue } from '../js/model/catalogue.js';
import { SearchBox } from '../js/view/search.js';
import { escaped } from '../js/view/search-rows.js';

const EVIL = '<img src=x onerror="window.hacked = true">';
const LISTINGS = [
  { symbol: 'AAPL', displaySymbol: 'AAPL', description: 'APPLE INC', type: 'Common Stock' },
  { symbol: 'APLE', displaySymbol: 'APLE', description: 'APPLE HOSPITALITY', type: 'Common Stock' },
  { symbol: 'EVIL', displaySymbol: EVIL, description: `apple & ${EVIL}`, type: 'Common Stock' },
  { symbol: 'MSFT', displaySymbol: 'MSFT', description: 'MICROSOFT CORP', type: 'Common Stock' },
];

/** @type {HTMLInputElement} */ let input;
/** @type {HTMLElement} */ let status;
/** @type {Catalogue | undefined} */ let catalogue;
/** @type {string[]} */ let chosen;
/** @type {SearchBox} */ let box;

beforeEach(() => {
  vi.useFakeTimers();
  input = document.createElement('input');
  status = document.createElement('p');
  document.body.replaceChildren(input, status);
  catalogue = new Catalogue(LISTINGS);
  chosen = [];
  box = new SearchBox({
    input, status,
    search: (text) => catalogue?.search(text),
    listWords: () => (catalogue ? '' : 'The symbol list is loading…'),
    onChoose: (row) => chosen.push(row.symbol),
  });
});
afterEach(() => {
  box.destroy();
  vi.useRealTimers();
});

/** @param {string} text */
const type = (text) => {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
/** @param {string} key @param {EventTarget} [target] */
const press = (key, target = input) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};
const settle = () => vi.advanceTimersByTimeAsync(100);
const list = () => /** @type {HTMLElement} */ (document.getElementById('search-list'));
const rows = () => [...list().children];
const active = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.dataset.symbol;

describe('SearchBox', () => {
  it('is a combobox whose first row is chosen', async () => {
    expect([input.getAttribute('role'), input.getAttribute('aria-expanded')]).toEqual(['combobox', 'false']);
    expect(input.getAttribute('aria-controls')).toBe(list().id);
    type('apple');
    await settle();
    expect(list().getAttribute('role')).toBe('listbox');
    expect(input.getAttribute('aria-expanded')).toBe('true');
    expect(rows().map((row) => row.getAttribute('role'))).toEqual(['option', 'option', 'option']);
    expect(rows().map((row) => row.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false']);
    expect(active()).toBe('AAPL');
    expect(status.textContent).toBe('3 matches');
  });

  it('shows foreign names as text only', async () => {
    type('apple');
    await settle();
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(rows().find((row) => row.textContent?.includes('onerror'))?.querySelector('.name')?.textContent).toBe(`apple & ${EVIL}`);
    type('<img onerror>');
    await settle();
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(escaped(EVIL)).not.toMatch(/[<>"]/);
  });

  it('says that nothing matches, as text', async () => {
    type('<b>zzzz');
    await settle();
    expect(list().textContent).toBe('No match for “<b>zzzz”');
    expect(status.textContent).toBe('No match for “<b>zzzz”');
    press('Enter');
    expect(chosen).toEqual([]);
  });

  it('opens what the box says now, not what the list still shows', async () => {
    type('apple');
    await settle();
    type('microsft');
    press('Enter');
    expect(chosen).toEqual(['MSFT']);
    await settle();
    expect([input.value, list().hidden]).toEqual(['', true]);
  });

  it('moves with the arrows, Home and End, and closes with Escape', async () => {
    type('apple');
    await settle();
    press('ArrowDown');
    expect(active()).toBe('APLE');
    press('End');
    expect(active()).toBe('EVIL');
    press('ArrowDown');
    expect(active()).toBe('AAPL');
    press('ArrowUp');
    press('Home');
    expect(active()).toBe('AAPL');
    press('ArrowDown');
    press('Enter');
    expect(chosen).toEqual(['APLE']);
    type('apple');
    await settle();
    press('Escape');
    expect([list().hidden, input.value]).toEqual([true, 'apple']);
    press('Escape');
    expect(input.value).toBe('');
  });

  it('opens a row that is clicked, and closes without choosing on Tab', async () => {
    type('apple');
    await settle();
    rows()[1].querySelector('.name')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(chosen).toEqual(['APLE']);
    type('apple');
    await settle();
    expect(press('Tab').defaultPrevented).toBe(false);
    expect([list().hidden, chosen.length]).toEqual([true, 1]);
  });

  it('says why there is no list, and does what Enter asked for when it comes', async () => {
    const full = catalogue;
    catalogue = undefined;
    type('apple');
    press('Enter');
    await settle();
    expect(list().textContent).toBe('The symbol list is loading…');
    catalogue = full;
    box.refresh();
    expect(chosen).toEqual(['AAPL']);
  });

  it('is focused by the slash, but not while typing', () => {
    expect(press('/', document.body).defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(input);
    expect(press('/', input).defaultPrevented).toBe(false);
  });
});
