// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { WatchSteps } from '../../js/watchlist/watch-steps.js';

/** @type {string[]} */ let order;
/** @type {string[]} */ let clicked;
/** @type {HTMLElement} */ let list;
/** @type {WatchSteps} */ let steps;

/** @param {string} selector @param {string} [symbol] */
const find = (selector, symbol) => /** @type {HTMLElement} */ (
  document.querySelector(symbol ? `[data-symbol="${symbol}"] ${selector}` : selector));
/** Puts the rows in order, as the watchlist does. */
const syncSymbols = () => {
  for (const row of [...list.children]) if (!order.includes(/** @type {HTMLElement} */ (row).dataset.symbol ?? '')) row.remove();
  list.append(...order.map((symbol) => find('.open', symbol).parentElement ?? ''));
  steps.refresh();
};

beforeEach(() => {
  order = ['A', 'B', 'C'];
  clicked = [];
  document.body.innerHTML = `<ul>${order.map((symbol) => `<li data-symbol="${symbol}"><button class="open"></button>`
    + `<button class="grip" aria-label="Move ${symbol}" aria-expanded="false"></button></li>`).join('')}</ul><p></p>`;
  list = find('ul');
  steps = new WatchSteps({
    list,
    onMove: (symbol, place) => {
      order = order.filter((one) => one !== symbol);
      order.splice(place, 0, symbol);
      syncSymbols();
    },
  });
  list.addEventListener('click', ({ target }) => {
    const row = /** @type {Element} */ (target).closest('li');
    if (/** @type {Element} */ (target).matches('.open')) clicked.push(row?.dataset.symbol ?? '');
  });
  find('.grip', 'B').click();
});

describe('a grip that was clicked', () => {
  it('shows two buttons, which move the row and move with it', () => {
    const labels = [...document.querySelectorAll('.step')].map((button) => button.getAttribute('aria-label'));
    expect([find('.grip', 'B').getAttribute('aria-expanded'), labels]).toEqual(['true', ['Move B up', 'Move B down']]);
    find('.step:first-child').click();
    expect([order, find('.step').getAttribute('aria-disabled')]).toEqual([['B', 'A', 'C'], 'true']);
    find('.step:first-child').click();
    expect(order).toEqual(['B', 'A', 'C']);
    find('.step:last-child').click();
    find('.step:last-child').click();
    expect([order, find('.steps').closest('li')?.dataset.symbol]).toEqual([['A', 'C', 'B'], 'B']);
    expect(find('.step:last-child').getAttribute('aria-disabled')).toBe('true');
  });

  it('hides them at the next click, or at one on another grip', () => {
    find('.grip', 'B').click();
    expect([find('.steps'), find('.grip', 'B').getAttribute('aria-expanded')]).toEqual([null, 'false']);
    find('.grip', 'A').click();
    find('.grip', 'C').click();
    expect(find('.steps').closest('li')?.dataset.symbol).toBe('C');
    expect([find('.grip', 'A').getAttribute('aria-expanded'), find('.grip', 'C').getAttribute('aria-expanded')]).toEqual(['false', 'true']);
  });

  it('opens nothing by a click on the row that is now where the buttons were', () => {
    find('.open', 'A').click();
    expect([find('.steps'), clicked]).toEqual([null, []]);
    find('.open', 'A').click();
    expect(clicked).toEqual(['A']);
  });

  it('hides the buttons on Escape, which keeps the focus in the row, and on a click elsewhere', () => {
    find('.step').focus();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    expect(find('.steps')).not.toBeNull();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect([find('.steps'), document.activeElement === find('.grip', 'B')]).toEqual([null, true]);
    find('.grip', 'A').click();
    find('p').click();
    expect(find('.steps')).toBeNull();
  });

  it('hides the buttons when its row is removed', () => {
    order = ['A', 'C'];
    syncSymbols();
    find('.open', 'C').click();
    expect([find('.steps'), clicked]).toEqual([null, ['C']]);
  });
});
