// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchBox } from '../../js/search/search-box.js';
import { SearchClient } from '../../js/search/search-client.js';
import { escaped } from '../../js/search/search-rows.js';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { SearchService } from '../../js/search/worker/search-service.js';
import { exactSymbol } from '../../js/symbols/symbol-name.js';

const EVIL = '<img src=x onerror="window.hacked = true">';
/** @param {string} symbol @param {string} description */
const stock = (symbol, description) => ({ symbol, description, type: 'Common Stock' });
const LOADING = 'The symbol list is loading…';
const LISTINGS = [
  stock('AAPL', 'APPLE INC'),
  stock('APLE', 'APPLE HOSPITALITY'),
  { ...stock('EVIL', `apple & ${EVIL}`), displaySymbol: EVIL },
  stock('MSFT', 'MICROSOFT CORP'),
  stock('TM', 'TOYOTA MOTOR CORP'),
  stock('TOYOT', 'TOYOTTA WORKS INC'),
  { symbol: 'OANDA:EUR_USD', displaySymbol: 'EUR/USD', description: 'Oanda EUR/USD', type: 'Forex' },
  { symbol: 'BINANCE:BTCUSDT', displaySymbol: 'BTC/USDT', description: 'Binance BTCUSDT', type: 'Crypto' },
  ...Array.from({ length: 25 }, (_, i) => stock(`ZOO${i}`, `ZOO NUMBER ${i}`)),
];

/** @type {HTMLInputElement} */ let input;
/** @type {HTMLElement} */ let status;
/** @type {boolean} */ let isListed;
/** @type {string} */ let trouble;
/** @type {string[]} */ let chosen;
/** @type {string[]} */ let added;
/** @type {string[]} */ let recent;
/** @type {string[]} */ let running;
/** @type {string[]} */ let filters;
/** @type {boolean[]} */ let openings;
/** @type {boolean} */ let opensByTyping;
/** @type {Record<string, import('../../js/search/slot-status.js').Mark>} */ let marks;
/** Work that the worker has deferred. @type {(() => void)[]} */ let later;
/** @type {SearchService} */ let service;
/** @type {SearchBox} */ let box;

/** @param {boolean} canAdd @param {import('../../js/symbols/kinds.js').Filter} [filter] */
const create = (canAdd, filter = 'all') => {
  const client = new SearchClient({
    post: (question) => { if (question.type === 'search') service.search(question); },
    onTrouble: () => undefined, onRows: () => undefined,
    onReady: () => {
      isListed = true;
      box?.refresh();
    },
  });
  service = new SearchService((reply) => client.onReply(reply), (action) => later.push(action));
  box = new SearchBox({
    input, status, filter,
    search: (text, kind, onAnswer) => client.search({ text, filter: kind, recent, running }, onAnswer),
    listText: () => (isListed ? '' : trouble),
    exact: (text) => (isListed || trouble === LOADING ? undefined : exactSymbol(text)),
    markOf: (symbol) => marks[symbol] ?? '',
    onOpen: (isOpen) => openings.push(isOpen),
    onFilter: (kind) => filters.push(kind),
    opensByTyping: () => opensByTyping,
    onChoose: (row) => chosen.push(row.symbol),
    isAdded: (symbol) => added.includes(symbol),
    onAdd: canAdd ? (row) => added.push(row.symbol) : undefined,
  });
};

/** As it is before there is a list of symbols. */
const createWithoutList = () => {
  box.destroy();
  isListed = false;
  create(false);
};

beforeEach(() => {
  vi.useFakeTimers();
  input = document.createElement('input');
  status = document.createElement('p');
  const other = document.createElement('button');
  document.body.replaceChildren(input, status, other);
  [chosen, added, recent, filters, openings, later] = [[], [], [], [], [], []];
  marks = {};
  running = [];
  isListed = false;
  trouble = LOADING;
  opensByTyping = true;
  create(false);
  service.setCatalogue(new Catalogue(LISTINGS));
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
/** @param {string} key @param {EventTarget} [target] @param {KeyboardEventInit} [init] */
const press = (key, target = input, init = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
};
const settle = async () => {
  await vi.advanceTimersByTimeAsync(1);
  later.splice(0).forEach((action) => action());
  await vi.advanceTimersByTimeAsync(1);
};
/** @param {string} text */
const search = async (text) => {
  type(text);
  await settle();
};
const list = () => /** @type {HTMLElement} */ (document.getElementById('search-list'));
const rows = () => /** @type {HTMLElement[]} */ ([...list().querySelectorAll('li')]);
const symbols = () => rows().map((row) => row.dataset.symbol);
const active = () => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.dataset.symbol;
/** @param {string} label */
const chip = (label) => /** @type {HTMLInputElement} */ (
  [...document.querySelectorAll('.chip')].find((one) => one.textContent === label)?.querySelector('input'));

describe('SearchBox', () => {
  it('is a combobox whose first row is selected', async () => {
    expect([input.getAttribute('role'), input.getAttribute('aria-expanded')]).toEqual(['combobox', 'false']);
    expect([input.getAttribute('aria-controls'), input.getAttribute('aria-autocomplete')]).toEqual([list().id, 'list']);
    await search('apple');
    expect(list().getAttribute('role')).toBe('listbox');
    expect(input.getAttribute('aria-expanded')).toBe('true');
    expect(rows().map((row) => row.getAttribute('role'))).toEqual(['option', 'option', 'option']);
    expect(rows().map((row) => row.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false']);
    expect(active()).toBe('AAPL');
    expect(status.textContent).toBe('3 matches');
  });

  it('shows foreign names as text only', async () => {
    await search('apple');
    expect(document.querySelectorAll('img')).toHaveLength(0);
    const evil = rows().find((row) => row.textContent?.includes('onerror'));
    expect(evil?.querySelector('.name')?.textContent).toBe(`apple & ${EVIL}`);
    await search('<img onerror>');
    expect(document.querySelectorAll('img')).toHaveLength(0);
    expect(escaped(EVIL)).not.toMatch(/[<>"]/);
  });

  it('shows that nothing matches, as text', async () => {
    await search('<b>zzzz');
    expect(list().textContent).toBe('No match for “<b>zzzz”');
    expect(status.textContent).toBe('No match for “<b>zzzz”');
    press('Enter');
    expect(chosen).toEqual([]);
  });

  it('shows direct matches at once, and appends fuzzy ones without moving them or the selection', async () => {
    type('aple');
    await vi.advanceTimersByTimeAsync(1);
    expect(symbols()).toEqual(['APLE']);
    const [first] = rows();
    press('ArrowDown');
    await settle();
    expect(symbols()).toEqual(['APLE', 'AAPL', 'EVIL']);
    expect(rows()[0]).toBe(first);
    expect(active()).toBe('APLE');
    press('ArrowDown');
    expect(active()).toBe('AAPL');
    expect(status.textContent).toBe('3 matches');
  });

  it('ignores the Enter that ends a composition, in Safari too', async () => {
    await search('apple');
    expect(press('Enter', input, { isComposing: true }).defaultPrevented).toBe(false);
    expect(press('Enter', input, { keyCode: 229 }).defaultPrevented).toBe(false);
    expect(chosen).toEqual([]);
    press('Enter', input, { keyCode: 13 });
    expect(chosen).toEqual(['AAPL']);
  });

  it('shows the number of matches when it cannot show all', async () => {
    await search('zoo');
    expect(rows()).toHaveLength(20);
    expect(status.textContent).toBe('First 20 of 25 matches');
    expect([rows()[19].getAttribute('aria-posinset'), rows()[19].getAttribute('aria-setsize')]).toEqual(['20', '25']);
    expect(document.querySelector('.search-foot')?.textContent).toContain('20 of 25');
  });

  it('opens the match of the current text, not that of an older list', async () => {
    await search('apple');
    type('microsft');
    press('Enter');
    await settle();
    expect(chosen).toEqual(['MSFT']);
    expect([input.value, list().hidden, status.textContent]).toEqual(['', true, 'MSFT MICROSOFT CORP chosen']);
  });

  it('moves with the arrows, Home and End, and closes with Escape', async () => {
    await search('apple');
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
    await search('apple');
    press('Escape');
    expect([list().hidden, input.value, status.textContent]).toEqual([true, 'apple', '']);
    press('Escape');
    expect(input.value).toBe('');
  });

  it('opens a row that is clicked, and closes without choosing when the focus leaves', async () => {
    await search('apple');
    rows()[1].querySelector('.name')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(chosen).toEqual(['APLE']);
    await search('apple');
    expect(press('Tab').defaultPrevented).toBe(false);
    input.dispatchEvent(new FocusEvent('blur', { relatedTarget: document.querySelector('button') }));
    expect([list().hidden, chosen.length]).toEqual([true, 1]);
    expect(openings).toEqual([true, false, true, false]);
  });

  it('shows why there is no list, and carries out Enter when it arrives', async () => {
    createWithoutList();
    type('apple');
    press('Enter');
    await settle();
    expect(list().textContent).toBe('The symbol list is loading…');
    service.setCatalogue(new Catalogue(LISTINGS));
    await settle();
    expect([chosen, list().hidden]).toEqual([['AAPL'], true]);
  });

  it('carries out Enter pressed after the list is ready and before its first answer', async () => {
    createWithoutList();
    type('apple');
    await settle();
    isListed = true;
    press('Enter');
    service.setCatalogue(new Catalogue(LISTINGS));
    await settle();
    expect(chosen).toEqual(['AAPL']);
  });

  it('opens an exact symbol when there is no list, by Enter before or after that is known, and by a click', async () => {
    createWithoutList();
    type('oanda:eur_usd');
    press('Enter');
    await settle();
    trouble = 'The symbol list was refused. Press Enter.';
    box.refresh();
    await settle();
    expect([chosen, list().hidden, status.textContent]).toEqual([['OANDA:EUR_USD'], true, 'OANDA:EUR_USD chosen']);
    await search('tsla');
    expect([list().textContent, status.textContent])
      .toEqual([`${trouble}Open TSLA`, 'The symbol list was refused. Press Enter. Open TSLA']);
    press('Enter');
    await settle();
    await search('f');
    rows()[0].click();
    await search('"b"');
    expect(list().textContent).toBe(trouble);
    press('Enter');
    await settle();
    expect(chosen).toEqual(['OANDA:EUR_USD', 'TSLA', 'F']);
  });

  it('does not carry out Enter later if Escape has cancelled it', async () => {
    createWithoutList();
    type('apple');
    press('Enter');
    await settle();
    press('Escape');
    service.setCatalogue(new Catalogue(LISTINGS));
    await settle();
    press('ArrowDown');
    await settle();
    expect([chosen, list().hidden, active()]).toEqual([[], false, 'AAPL']);
  });

  it('searches for text typed before the script ran', async () => {
    box.destroy();
    input.focus();
    input.value = 'apple';
    create(false);
    service.setCatalogue(new Catalogue(LISTINGS));
    await settle();
    expect(list().textContent).toContain('AAPL');
    press('Enter');
    expect(chosen).toEqual(['AAPL']);
  });
});

describe('before anything is typed', () => {
  it('suggests recent and popular symbols, without a selection', async () => {
    recent = ['ZOO3', 'MSFT', 'GONE'];
    input.focus();
    await settle();
    const groups = [...list().querySelectorAll('[role="group"]')].map((group) => {
      const title = document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent;
      return [title, ...[...group.querySelectorAll('li')].map((row) => row.dataset.symbol)];
    });
    expect(groups).toEqual([['Recent', 'ZOO3', 'MSFT'], ['Popular', 'AAPL', 'OANDA:EUR_USD', 'BINANCE:BTCUSDT']]);
    expect(active()).toBeUndefined();
    expect(status.textContent).toBe('5 suggestions');
    press('Enter');
    expect(chosen).toEqual([]);
    press('ArrowDown');
    press('Enter');
    expect(chosen).toEqual(['ZOO3']);
  });

  it('stays closed when the whole window gets the focus again', async () => {
    input.focus();
    await settle();
    input.dispatchEvent(new FocusEvent('blur')); // the box still has the focus in this document
    expect(list().hidden).toBe(true);
    input.dispatchEvent(new FocusEvent('focus'));
    await settle();
    expect(list().hidden).toBe(true);
  });

  it('does not open after it has lost the focus', async () => {
    input.focus();
    press('Escape');
    input.blur();
    await settle();
    expect(list().hidden).toBe(true);
  });
});

describe('kinds', () => {
  it('narrow the list, are announced and stored', async () => {
    await search('usd');
    expect(symbols()).toEqual(['OANDA:EUR_USD', 'BINANCE:BTCUSDT']);
    chip('Crypto').click();
    await settle();
    expect(symbols()).toEqual(['BINANCE:BTCUSDT']);
    expect([status.textContent, filters]).toEqual(['1 match in Crypto', ['crypto']]);
  });

  it('can be reset where they leave no match', async () => {
    await search('apple');
    chip('Crypto').click();
    await settle();
    expect(list().textContent).toBe('No match for “apple” in CryptoShow all kinds');
    expect(status.textContent).toBe('No match for “apple” in Crypto. Show all kinds');
    press('Enter');
    await settle();
    expect(symbols()).toEqual(['AAPL', 'APLE', 'EVIL']);
    expect([chip('All').checked, filters]).toEqual([true, ['crypto', 'all']]);
  });

  it('begin with the stored one', async () => {
    box.destroy();
    create(false, 'forex');
    service.setCatalogue(new Catalogue(LISTINGS));
    await search('usd');
    expect([symbols(), chip('Forex').checked]).toEqual([['OANDA:EUR_USD'], true]);
    await search('');
    expect(status.textContent).toBe('1 suggestion in Forex');
  });

  it('keep the list open while they have the focus, and return it on Escape', async () => {
    input.focus();
    await settle();
    chip('All').focus();
    expect(list().hidden).toBe(false);
    press('Escape', chip('All'));
    await settle();
    expect([list().hidden, document.activeElement === input]).toEqual([true, true]);
  });
});

describe('live marks', () => {
  it('are words in the row, and change in place', async () => {
    marks = { AAPL: 'live now' };
    await search('apple');
    const [first, second] = rows();
    expect([first.textContent, second.textContent]).toEqual(['AAPLAPPLE INClive nowStock', 'APLEAPPLE HOSPITALITYStock']);
    marks = { AAPL: 'open now', APLE: 'waits in line' };
    box.mark();
    expect(rows()[0]).toBe(first);
    expect([first, second].map((row) => row.querySelector('.now')?.textContent)).toEqual(['open now', 'waits in line']);
  });
});

describe('when only streamed symbols can be opened', () => {
  beforeEach(async () => {
    input.focus();
    await settle();
    running = ['MSFT', 'ZOO7'];
  });

  it('they are listed first, as soon as the status is known', async () => {
    box.reorder();
    await settle();
    expect(symbols()).toEqual(['MSFT', 'ZOO7', 'AAPL', 'OANDA:EUR_USD', 'BINANCE:BTCUSDT']);
    const [group] = document.querySelectorAll('[role="group"]');
    expect(document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Open now, already running');
    await search('zoo');
    expect(symbols()[0]).toBe('ZOO7');
  });

  it('rows do not move once the user has moved the selection', async () => {
    press('ArrowDown');
    press('ArrowDown');
    box.reorder();
    await settle();
    expect([symbols()[0], active()]).toEqual(['AAPL', 'MSFT']);
  });
});

describe('adding to the watchlist', () => {
  beforeEach(() => {
    box.destroy();
    create(true);
    service.setCatalogue(new Catalogue(LISTINGS));
  });

  it.each([{ ctrlKey: true }, { altKey: true }])('is done by Enter with %o, and leaves the list open', async (keys) => {
    await search('apple');
    press('Enter', input, keys);
    expect([added, chosen, list().hidden, input.value]).toEqual([['AAPL'], [], false, 'apple']);
    expect(rows().map((row) => row.querySelector('.add')?.textContent)).toEqual(rows().map((_, i) => (i === 0 ? '✓' : '+')));
    expect(rows().map((row) => row.querySelector('.added')?.textContent)).toEqual(['in the watchlist', '', '']);
    expect(rows().slice(0, 2).map((row) => row.querySelector('.add')?.getAttribute('title')))
      .toEqual(['In the watchlist', 'Add to the watchlist (Alt+Enter)']);
  });

  it('is done by the plus in a row', async () => {
    await search('apple');
    rows()[1].querySelector('.add')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect([added, chosen]).toEqual([['APLE'], []]);
  });

  it('waits for the answer to the current text', async () => {
    type('microsft');
    press('Enter', input, { ctrlKey: true });
    await settle();
    expect([added, list().hidden]).toEqual([['MSFT'], false]);
  });
});

describe('keys anywhere', () => {
  const button = () => /** @type {HTMLElement} */ (document.querySelector('button'));

  it('focus the box: the slash, a letter, a digit', () => {
    expect(press('/', document.body).defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(input);
    for (const key of ['a', 'Ä', '7']) {
      button().focus();
      expect(press(key, button()).defaultPrevented).toBe(false);
      expect(document.activeElement).toBe(input);
    }
  });

  it('focus the box from a control that uses no letter keys, not from one that does', () => {
    for (const [tag, type, isBrought] of [['input', 'radio', true], ['input', 'checkbox', true], ['input', 'text', false],
      ['input', 'search', false], ['input', '', false], ['select', '', false], ['textarea', '', false]]) {
      const other = document.createElement(String(tag));
      if (type) other.setAttribute('type', String(type));
      document.body.append(other);
      other.focus();
      press('a', other);
      expect([type, document.activeElement === input]).toEqual([type, isBrought]);
    }
  });

  it('do not include space, function keys, shortcuts and keys already handled', () => {
    button().focus();
    for (const key of [' ', 'F5', 'Enter', '?']) press(key, button());
    press('c', button(), { ctrlKey: true });
    press('c', button(), { metaKey: true });
    const event = new KeyboardEvent('keydown', { key: 'c', bubbles: true, cancelable: true });
    event.preventDefault();
    button().dispatchEvent(event);
    expect(document.activeElement).toBe(button());
    expect(press('/', input).defaultPrevented).toBe(false);
  });

  it('do nothing if switched off', () => {
    opensByTyping = false;
    button().focus();
    expect(press('/', button()).defaultPrevented).toBe(false);
    press('a', button());
    expect(document.activeElement).toBe(button());
  });

  it('do nothing beside an open dialog', () => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('open', '');
    document.body.append(dialog);
    press('a', document.body);
    expect(document.activeElement).not.toBe(input);
  });
});
