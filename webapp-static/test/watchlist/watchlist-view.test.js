// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { WatchActions } from '../../js/watchlist/watch-actions.js';
import { WatchlistView } from '../../js/watchlist/watchlist-view.js';
import { WholeCatalogue } from '../search/whole-catalogue.js';

const KEY = 'stock-chart.watchlist';
/** @type {PageState} */ let state;
/** @type {string[]} */ let messages;
/** What can be undone. @type {(() => void) | undefined} */ let offered;
/** @type {string[]} */ let opened;
/** @type {WatchActions} */ let actions;
/** @type {WatchlistView} */ let view;
let wanted = 0;

const start = () => {
  state = new PageState();
  state.catalogue = new WholeCatalogue([{ symbol: 'AAPL', description: 'APPLE INC' }, { symbol: 'EVIL', description: '<img src=x>' }]);
  state.onConnection('open');
  messages = [];
  opened = [];
  wanted = 0;
  actions?.destroy();
  view?.destroy();
  actions = new WatchActions({
    state, window,
    show: (words, _isSeen, undo) => { messages.push(words); offered = undo; },
    offered: () => offered,
    onRestored: (symbol) => view.focus(symbol),
    onChange: () => { wanted += 1; },
  });
  view = new WatchlistView({
    format: new Format('en', 'UTC'), open: (symbol) => opened.push(symbol), search: () => opened.push('(search)'),
    remove: (symbol) => actions.remove(symbol), move: (symbol, place) => actions.move(symbol, place),
  });
};

beforeEach(() => {
  localStorage.clear();
  window.matchMedia = /** @type {any} */ (() => ({ matches: false }));
  Element.prototype.animate = vi.fn();
  document.body.innerHTML = '<ul id="watch-rows"></ul><p id="watch-count"></p><p id="watch-empty"></p><p id="watch-start" hidden></p>';
  start();
});
afterEach(() => view.destroy());

/** @param {string} selector */
const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
const order = () => all('li').map((row) => row.dataset.symbol).join(' ');
const focused = () => document.activeElement?.closest('li')?.dataset.symbol;
/** @param {...string} symbols */
const add = (...symbols) => {
  symbols.forEach((symbol) => actions.add(symbol));
  view.render(state);
};
/** @param {string} key @param {KeyboardEventInit} [init] */
const press = (key, init) => {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  view.render(state);
};
const undo = () => {
  offered?.();
  view.render(state);
};
/** @param {string} symbol @param {...number} prices */
const trade = (symbol, ...prices) => {
  const live = state.symbols.get(symbol);
  const known = live?.series.cursor?.seq ?? 0;
  const trades = prices.map((price, i) => ({ price, time: (known + i) * 1_000, volume: 1, seq: known + i + 1 }));
  live?.onSubscribed({ epoch: 1, seq: known + prices.length, complete: true, trades });
  view.render(state);
};
/** @param {string} selector @param {number} [row] */
const text = (selector, row = 0) => all('li')[row].querySelector(selector)?.textContent;

describe('the watchlist', () => {
  it('shows how to add while it is empty, and otherwise its size and limit', () => {
    view.render(state);
    expect([all('#watch-empty')[0].hidden, all('#watch-count')[0].textContent]).toEqual([false, '0 of 25']);
    add('AAPL');
    expect([all('#watch-empty')[0].hidden, all('#watch-count')[0].textContent]).toEqual([true, '1 of 25']);
    expect(messages).toEqual(['AAPL was added to the watchlist.']);
  });

  it('shows price and change since the first price, or since the close once known', () => {
    add('AAPL');
    expect([text('.last'), text('.prices .unseen')]).toEqual(['–', '']);
    trade('AAPL', 100, 101);
    expect([text('.ticker'), text('.name'), text('.last'), text('.change')]).toEqual(['AAPL', 'APPLE INC', '101.00', '+1.00 %']);
    expect(all('li')[0].dataset.direction).toBe('up');
    expect(all('li')[0].title).toMatch(/^Change since .*00:00:00$/);
    state.symbols.get('AAPL')?.onPreviousClose(202);
    view.render(state);
    expect([text('.change'), all('li')[0].dataset.direction]).toEqual(['−50.00 %', 'down']);
    expect(all('li')[0].title).toBe('Change since previous close');
    expect(all('.spark path')[0].getAttribute('d')).toMatch(/^M0 /);
  });

  it('flashes when the price changes, not when it is first known, and not too often', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    const animate = vi.mocked(Element.prototype.animate);
    add('AAPL');
    trade('AAPL', 100);
    trade('AAPL', 100);
    expect(animate).not.toHaveBeenCalled();
    trade('AAPL', 101);
    trade('AAPL', 102);
    expect(animate).toHaveBeenCalledTimes(1);
    now.mockReturnValue(2_000);
    trade('AAPL', 99);
    const lights = animate.mock.calls.map(([keys]) => JSON.stringify(keys));
    expect(lights).toEqual([expect.stringContaining('up'), expect.stringContaining('down')]);
    now.mockRestore();
  });

  it('does not flash if the user prefers reduced motion', () => {
    window.matchMedia = /** @type {any} */ (() => ({ matches: true }));
    start();
    add('AAPL');
    trade('AAPL', 100);
    trade('AAPL', 101);
    expect(Element.prototype.animate).not.toHaveBeenCalled();
  });

  it('writes only what has changed', () => {
    add('AAPL', 'MSFT');
    trade('AAPL', 1, 2);
    const observer = new MutationObserver(() => {});
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    view.render(state);
    expect(observer.takeRecords()).toEqual([]);
  });

  it('opens by a click, marks the main symbol, and inserts names as text', () => {
    add('EVIL', 'AAPL');
    state.choose('AAPL');
    view.render(state);
    all('.open')[0].click();
    const marks = all('.open').map((button) => button.getAttribute('aria-current'));
    expect([opened, marks, all('img').length]).toEqual([['EVIL'], ['false', 'true'], 0]);
  });

  it('opens by a click anywhere on a row except on its other buttons', () => {
    add('AAPL', 'MSFT');
    for (const part of ['.spark', '.prices', '.last', '.note', '.name']) all(`li:last-child ${part}`)[0].dispatchEvent(new MouseEvent('click', { bubbles: true }));
    all('li')[1].click();
    expect(opened).toEqual(Array(6).fill('MSFT'));
    all('.grip')[1].click();
    all('.step')[0].click();
    all('.remove')[1].click();
    expect(opened.length).toBe(6);
  });

  it('shows why a row has no prices, and dims one that is out of date', () => {
    state.onStatus({ feed: 'live', simulated: false });
    add('A', 'B', 'C');
    state.symbols.get('A')?.onRefused('SYMBOL_LIMIT');
    state.onLimit(2);
    view.render(state);
    expect([text('.note', 0), text('.note', 1), text('.note', 2)]).toEqual([
      'All symbols in use, trying again.', '', 'Paused: 2 symbols at most at a time.']);
    expect(all('li').map((row) => row.dataset.troubled)).toEqual(['true', 'false', 'true']);
    trade('B', 1);
    expect(all('li').map((row) => row.dataset.stale)).toEqual(['true', 'false', 'true']);
    state.onStatus({ feed: 'down', simulated: false });
    view.render(state);
    expect([all('li')[1].dataset.stale, text('.note', 1)]).toEqual(['true', expect.stringContaining('feed down')]);
    state.onConnection('waiting');
    view.render(state);
    expect([all('li')[1].dataset.stale, text('.note', 1)]).toEqual(['true', expect.stringContaining('connection lost')]);
    const parts = all('.open')[1].getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(parts.map((id) => document.getElementById(id)?.className)).toEqual(['prices', 'note', undefined]);
  });
});

describe('the keys of the watchlist', () => {
  beforeEach(() => {
    add('A', 'B', 'C');
    all('.open')[0].focus();
  });

  it('reach one row with Tab and move between rows with arrows', () => {
    const reachable = () => all('button').filter((button) => button.tabIndex === 0).length;
    expect(reachable()).toBe(3);
    press('ArrowDown');
    expect([focused(), reachable()]).toEqual(['B', 3]);
    press('End');
    press('ArrowDown');
    expect(focused()).toBe('C');
    press('Home');
    expect(focused()).toBe('A');
  });

  it('move a row, which keeps the focus, and announce its place', () => {
    press('ArrowDown', { altKey: true });
    press('ArrowDown', { altKey: true });
    press('ArrowDown', { altKey: true });
    expect([order(), focused()]).toEqual(['B C A', 'A']);
    expect(messages.slice(3)).toEqual(['A moved to position 2 of 3.', 'A moved to position 3 of 3.']);
    press('ArrowUp', { altKey: true });
    expect([order(), localStorage.getItem(KEY), wanted]).toEqual(['B A C', '["B","A","C"]', 7]);
  });

  it('remove a row; the focus stays in the list, and moves to the search box after the last one', () => {
    press('ArrowDown');
    press('Delete');
    expect([order(), focused(), messages.at(-1)]).toEqual(['A C', 'C', 'B was removed from the watchlist.']);
    all('.remove')[1].focus();
    all('.remove')[1].click();
    view.render(state);
    press('Delete');
    expect([order(), opened, [...state.symbols.keys()]]).toEqual(['', ['(search)'], []]);
  });

  it('are not needed for the focus when the last row is removed by a pointer: the search stays closed', () => {
    all('.remove').forEach((button) => {
      button.focus();
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
      view.render(state);
    });
    expect([order(), opened, document.activeElement?.id]).toEqual(['', [], 'watch-empty']);
  });

  it('ignore other keys', () => {
    press('ArrowDown', { ctrlKey: true });
    press('x');
    expect([order(), focused()]).toEqual(['A B C', 'A']);
  });
});

describe('the stored watchlist', () => {
  it('is restored, and ignores an unknown format', () => {
    add('A', 'B');
    start();
    view.render(state);
    expect(order()).toBe('A B');
    localStorage.setItem(KEY, '{"not": "ours"');
    start();
    expect(state.watchlist.size).toBe(0);
  });

  it('follows changes of another tab', () => {
    add('A');
    window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: '["B"]' }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'other', newValue: '["C"]' }));
    view.render(state);
    expect([order(), state.wanted]).toEqual(['B', ['B']]);
  });

  it('moves the focus to the nearest row when another tab removes one, and announces it', () => {
    add('A', 'B', 'C');
    const elsewhere = (/** @type {string | null} */ newValue) => {
      window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue }));
      view.render(state);
    };
    all('.open')[1].focus();
    elsewhere('["A","C"]');
    expect([order(), focused(), messages.at(-1)]).toEqual(['A C', 'C', 'B was removed from the watchlist in another tab.']);
    elsewhere('["A"]');
    expect(focused()).toBe('A');
    elsewhere('[]');
    expect(document.activeElement?.id).toBe('watch-empty');
    elsewhere('["A","B"]');
    expect([messages.length, document.activeElement?.id]).toEqual([6, 'watch-empty']);
  });

  it('is cleared when another tab clears the storage', () => {
    add('A', 'B');
    localStorage.clear();
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    view.render(state);
    expect([order(), messages.at(-1)]).toEqual(['', '2 symbols were removed from the watchlist in another tab.']);
  });

  it('is limited to what the server allows, with a message', () => {
    state.onLimit(2);
    add('A', 'B', 'C', 'A');
    expect(order()).toBe('A B');
    expect(messages.slice(2)).toEqual([
      'The watchlist is full: it holds 2 symbols. Remove one to add C.', 'A is on the watchlist already.']);
    actions.toggle('A');
    actions.toggle('C');
    view.render(state);
    expect(order()).toBe('B C');
  });

  it('works where storage is switched off', () => {
    const broken = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full'); });
    add('A');
    expect(order()).toBe('A');
    broken.mockRestore();
  });
});

describe('a row dragged by the mouse', () => {
  /** @param {string} type @param {Element} target @param {number} clientY */
  const point = (type, target, clientY) => target.dispatchEvent(
    new MouseEvent(type, { bubbles: true, clientY, button: 0, buttons: type === 'pointerup' ? 0 : 1 }));
  beforeEach(() => {
    add('A', 'B', 'C');
    all('li').forEach((row, i) => Object.defineProperty(row, 'offsetTop', { value: i * 50 }));
    all('ul')[0].setPointerCapture = () => {};
  });

  it('moves to where it is dropped, and is not opened by the drop', () => {
    point('pointerdown', all('.open')[0], 10);
    point('pointermove', all('ul')[0], 95);
    expect(all('li').map((row) => row.style.translate)).toEqual(['0 85px', '0 -50px', '0 -50px']);
    point('pointerup', all('ul')[0], 95);
    view.render(state);
    all('.open')[0].dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    expect([order(), opened, all('li').map((row) => row.style.translate).join('')]).toEqual(['B C A', [], '']);
  });

  it('stays in place after Escape, and a press without a move is a click', () => {
    point('pointerdown', all('.open')[0], 10);
    point('pointermove', all('ul')[0], 95);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    point('pointerup', all('ul')[0], 95);
    point('pointerdown', all('.open')[1], 60);
    point('pointermove', all('ul')[0], 62);
    point('pointerup', all('ul')[0], 62);
    all('.open')[1].dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    view.render(state);
    expect([order(), opened]).toEqual(['A B C', ['B']]);
  });

  it('is dropped wherever the pointer is released', () => {
    point('pointerdown', all('.open')[0], 10);
    point('pointerup', document.body, 12);
    point('pointermove', all('ul')[0], 95);
    expect(all('li').map((row) => row.style.translate).join('')).toBe('');
  });

  it('does not follow a pointer released outside of the page', () => {
    point('pointerdown', all('.open')[0], 10);
    point('pointermove', all('ul')[0], 95);
    all('ul')[0].dispatchEvent(new MouseEvent('pointermove', { bubbles: true, clientY: 90, buttons: 0 }));
    point('pointerup', all('ul')[0], 90);
    view.render(state);
    expect([order(), all('li').map((row) => row.style.translate).join('')]).toEqual(['A B C', '']);
  });

  it('is dropped when it is removed, and only the others remain', () => {
    point('pointerdown', all('.open')[0], 10);
    point('pointermove', all('ul')[0], 95);
    actions.remove('A');
    view.render(state);
    expect([order(), all('.dragged, .dragging').length]).toEqual(['B C', 0]);
    point('pointerup', all('ul')[0], 95);
    actions.move('A', 1);
    expect([order(), messages.at(-1)]).toEqual(['B C', 'A was removed from the watchlist.']);
  });

  it('is not dragged by its remove button', () => {
    point('pointerdown', all('.remove')[0], 10);
    point('pointermove', all('ul')[0], 95);
    point('pointerup', all('ul')[0], 95);
    expect(state.watchlist.symbols).toEqual(['A', 'B', 'C']);
  });
});

describe('The list of a first visit', () => {
  it('is stored, subscribed and marked as one to start with, without a message', () => {
    actions.start(['AAPL', 'EVIL']);
    view.render(state);
    expect([order(), localStorage.getItem(KEY), messages]).toEqual(['AAPL EVIL', '["AAPL","EVIL"]', []]);
    expect(state.wanted).toEqual(['AAPL', 'EVIL']);
    expect(all('#watch-start')[0].hidden).toBe(false);
    actions.remove('EVIL');
    view.render(state);
    expect(all('#watch-start')[0].hidden).toBe(true);
  });

  it('holds no more than a page may have', () => {
    state.onLimit(1);
    actions.start(['AAPL', 'EVIL']);
    expect(state.watchlist.symbols).toEqual(['AAPL']);
  });

  it('is not filled once more after it was emptied, nor beside another list', () => {
    actions.start(['AAPL']);
    actions.remove('AAPL');
    actions.start(['AAPL']);
    expect(state.watchlist.symbols).toEqual([]);
    localStorage.clear();
    actions.add('EVIL');
    actions.start(['AAPL']);
    expect(state.watchlist.symbols).toEqual(['EVIL']);
  });
});

describe('a symbol removed from the watchlist', () => {
  it('is restored to its place by undo, subscribed again, and restored in other tabs', () => {
    add('A', 'B', 'C');
    trade('B', 5);
    const before = wanted;
    all('.remove')[1].click();
    view.render(state);
    expect([order(), state.symbols.has('B'), state.wanted]).toEqual(['A C', false, ['A', 'C']]);
    undo();
    expect([order(), localStorage.getItem(KEY), messages.at(-1)]).toEqual(['A B C', '["A","B","C"]', 'B is back on the watchlist.']);
    expect([state.symbols.get('B')?.phase, state.wanted, wanted, offered]).toEqual(['requested', ['A', 'B', 'C'], before + 2, undefined]);
    expect(focused()).toBe('B');
  });

  it('is restored after those removed later, each to its place', () => {
    add('A', 'B', 'C', 'D');
    for (const symbol of ['A', 'C', 'B']) actions.remove(symbol);
    view.render(state);
    expect(order()).toBe('D');
    const orders = [0, 1, 2].map(() => { undo(); return order(); });
    expect([orders, offered]).toEqual([['B D', 'B C D', 'A B C D'], undefined]);
  });

  it('is restored beside its neighbour where the others have moved', () => {
    add('A', 'B', 'C', 'D');
    actions.remove('C');
    const back = offered;
    actions.move('B', 3);
    back?.();
    view.render(state);
    expect(order()).toBe('A D B C');
  });

  it('is not restored if the list is full or holds it already', () => {
    add('A', 'B');
    state.onLimit(2);
    actions.remove('B');
    const back = offered;
    actions.add('C');
    back?.();
    expect([state.watchlist.symbols, messages.at(-1)]).toEqual([['A', 'C'], 'The watchlist is full: it holds 2 symbols. Remove one to add B.']);
    actions.remove('C');
    const again = offered;
    actions.add('C');
    again?.();
    expect([state.watchlist.symbols, messages.at(-1)]).toEqual([['A', 'C'], 'C is on the watchlist already.']);
  });

  it('gets the focus only if the user has not moved it elsewhere', () => {
    document.body.append(document.createElement('input'));
    add('A', 'B');
    actions.remove('A');
    view.render(state);
    all('input')[0].focus();
    undo();
    expect([order(), document.activeElement]).toEqual(['A B', all('input')[0]]);
  });
});
