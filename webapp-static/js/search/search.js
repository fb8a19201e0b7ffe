// @ts-check
import { byId } from '../kit/dom.js';
import { listText } from '../status/notice-text.js';
import { toFilter } from '../symbols/kinds.js';
import { KnownSymbols } from '../symbols/known-symbols.js';
import { exactSymbol } from '../symbols/symbol-name.js';
import { RecentSymbols } from './recent-symbols.js';
import { SearchBox } from './search-box.js';
import { SearchClient, openSearch } from './search-client.js';
import { SlotStatus } from './slot-status.js';

/** Interval at which marks are updated while the list is open, ms: slots change slowly. */
const STATUS_PAUSE = 10_000;
const FILTER = 'stock-chart.filter';
/** Delay before the symbol list is loaded, so that the first price gets the processor; ms. */
const FIRST_PRICE = 300;

/**
 * @typedef {object} SearchState  the part of the page's state that the search reads and changes
 * @property {import('../symbols/known-symbols.js').SymbolLookup | undefined} catalogue  undefined while there is none
 * @property {import('./worker/symbol-list.js').Trouble} listTrouble
 * @property {import('../status/status-text.js').Feed | undefined} feed
 * @property {string} leaving  the symbol unsubscribed when another becomes the main one; empty if none
 * @property {{ isWanted: boolean }} live
 * @property {{ has(symbol: string): boolean }} watchlist
 * @typedef {object} Deps
 * @property {SearchState} state
 * @property {() => void} onChange  requests a frame
 * @property {() => void} onNames   names of symbols have become known
 * @property {(symbol: string) => void} open
 * @property {(symbol: string) => void} add  to the watchlist
 * @property {import('../kit/preference.js').Switch} typing  whether a key typed anywhere opens the search
 * @property {import('../status/server-status.js').ServerStatus} server
 * @property {import('../kit/timers.js').Clock} clock
 */

/**
 * Builds and wires the search: its worker, the box, and the slot status.
 * @param {Deps} deps
 */
export function startSearch({ state, onChange, onNames, open, add, typing, server, clock }) {
  const recent = new RecentSymbols(() => window.localStorage);
  /** @type {import('./search-client.js').Post | undefined} */ let post;
  /** The lists that the catalogue is made of. @type {import('./worker/symbol-list.js').MarketList[]} */ let lists = [];
  const client = new SearchClient({
    post: (question) => {
      post ??= openSearch((reply) => client.onReply(reply));
      post(question);
    },
    onTrouble: (trouble) => {
      state.listTrouble = trouble;
      box.refresh();
      onChange();
    },
    onReady: (of) => {
      lists = of;
      state.catalogue = known;
      box.refresh();
      onNames();
    },
    onRows: (rows) => {
      rows.forEach(([text, row]) => known.add(text, row));
      onNames();
    },
  });
  const known = new KnownSymbols((texts) => client.lookUp(texts));

  /** Caches a chosen row; without a list its name is not known. @param {import('../symbols/known-symbols.js').Entry} row */
  const keepRow = (row) => { if (state.catalogue) known.add(row.symbol, row); };

  let isLoaded = false;
  const load = () => {
    if (!isLoaded) client.open(new URL('api/symbols', document.baseURI).href);
    isLoaded = true;
  };

  let slots = new SlotStatus();
  const running = () => slots.running(state.leaving);
  let stopFollowing = () => {};

  const box = new SearchBox({
    input: byId('search-box', HTMLInputElement),
    status: byId('search-status', HTMLElement),
    search: (text, filter, onAnswer) => client.search({ text, filter, recent: recent.list(), running: running() }, onAnswer),
    listText: () => listText(state),
    lists: () => lists,
    exact: (text) => (state.catalogue || state.listTrouble === 'loading' ? undefined : exactSymbol(text)),
    markOf: (symbol) => slots.markOf(symbol, state.leaving),
    onOpen: (isOpen) => {
      load();
      stopFollowing();
      stopFollowing = isOpen ? server.follow(STATUS_PAUSE) : () => {};
    },
    opensByTyping: () => typing.isOn,
    filter: toFilter(tryStorage(() => sessionStorage.getItem(FILTER))),
    onFilter: (filter) => tryStorage(() => sessionStorage.setItem(FILTER, filter)),
    isAdded: (symbol) => state.watchlist.has(symbol),
    onAdd: (row) => {
      keepRow(row);
      add(row.symbol);
    },
    onChoose: (row) => {
      keepRow(row);
      recent.add(row.symbol);
      open(row.symbol);
    },
  });
  clock.set(load, state.live.isWanted ? FIRST_PRICE : 0);
  return {
    focus: () => box.focus(),
    /** The question of a first visit. On a touch screen the focus would bring the keyboard over the page. */
    prompt: () => box.prompt('Which price would you like to watch?', window.matchMedia('(pointer: fine)').matches),
    /** @param {import('../status/server-status.js').StatusReport | undefined} report */
    onStatus: (report) => {
      const wasFull = running().length > 0;
      slots = new SlotStatus(report);
      if (wasFull === running().length > 0) box.mark();
      else box.reorder();
    },
  };
}

/** @template T @param {() => T} action @returns {T | undefined} */
function tryStorage(action) {
  try {
    return action();
  } catch {
    // Storage may be switched off; the page works without.
    return undefined;
  }
}
