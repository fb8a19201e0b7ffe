// @ts-check
import { Watchlist } from './main-watchlist.js';
import { Catalogue } from './model/catalogue.js';
import { PageState } from './model/page-state.js';
import { Address } from './view/address.js';
import { PriceChart } from './view/chart.js';
import { byId } from './view/dom.js';
import { Format } from './view/format.js';
import { Frame } from './view/frame.js';
import { NoticeView } from './view/notice.js';
import { listWords } from './view/notice-words.js';
import { followPageLife } from './view/page-life.js';
import { PriceHeader } from './view/price-header.js';
import { SearchBox } from './view/search.js';
import { StatusView } from './view/status.js';
import { Connection } from './wire/connection.js';
import { Subscription } from './wire/subscription.js';
import { fetchSymbolList } from './wire/symbol-list.js';
import { clockOf } from './wire/timers.js';

const state = new PageState();
const format = new Format();
const clock = clockOf(window);

const frame = new Frame({
  paint,
  paintHidden: paintTitle,
  document,
  requestFrame: (callback) => requestAnimationFrame(callback),
  setTimer: clock.set,
});
const changed = () => frame.request();

const connection = new Connection({
  url: new URL('prices', document.baseURI).href.replace(/^http/, 'ws').replace(/[?#].*$/, ''),
  openSocket: (url, subprotocol) => new WebSocket(url, subprotocol),
  clock,
  random: Math.random,
  onState: (name) => {
    state.onConnection(name);
    subscription.onConnection(name === 'open');
    changed();
  },
  onMessage: receive,
});
const subscription = new Subscription({
  send: (text) => connection.send(text),
  clock,
  askOf: (symbol) => ({ after: state.symbols.get(symbol)?.series.cursor }),
  onAsking: (symbol) => { state.symbols.get(symbol)?.onAsking(); changed(); },
  onLimit: (places) => { state.onPlaces(places); onWanted(); },
});

const address = new Address(window, (symbol) => choose(symbol));
const search = new SearchBox({
  input: byId('search-box', HTMLInputElement),
  status: byId('search-status', HTMLElement),
  search: (text) => state.catalogue?.search(text),
  listWords: () => listWords(state),
  onChoose: (row) => open(row.symbol),
});
const watchlist = new Watchlist({ state, format, clock, open, search: () => search.focus(), onWanted, changed });
const chart = new PriceChart(byId('chart', HTMLElement), format, changed);
const views = [
  new StatusView(format.timeZone),
  new PriceHeader(format, Date.now),
  new NoticeView({ retry: () => subscription.retry(state.live.symbol), search: () => search.focus(), open }),
];

function paint() {
  views.forEach((view) => view.render(state));
  watchlist.render();
  chart.render(state, performance.now());
  paintTitle();
}

function paintTitle() {
  const { last, decimals } = state.live.series;
  address.title(last ? `${state.ticker} ${format.price(last.y, decimals)}` : state.ticker);
}

/** @param {import('./wire/protocol.js').Message} message */
function receive(message) {
  if (message.kind === 'status') state.onStatus(message);
  else if (message.kind === 'pace') state.onPace(message);
  else if (message.kind === 'subscribed') state.symbols.get(message.symbol)?.onSubscribed(message.batch);
  else if (message.kind === 'trades') state.symbols.get(message.symbol)?.onTrades(message.batch);
  else if (message.kind === 'refused') state.onRefused(message.symbol, message.code);
  // After the state: a refusal may at once be followed by asking again.
  subscription.onMessage(message);
  if (message.kind === 'subscribed') watchlist.onHeld();
  changed();
}

function onWanted() {
  subscription.want(state.wanted);
  changed();
}

/** Shows a symbol without touching the history. @param {string} symbol */
function choose(symbol) {
  const known = state.catalogue?.resolve(symbol)?.symbol ?? symbol;
  state.choose(known);
  onWanted();
  if (state.live.isWanted) address.remember(known);
  return known;
}

/** The reader's choice. @param {string} symbol */
function open(symbol) {
  if (symbol !== state.live.symbol) address.show(choose(symbol), 'push');
  else if (state.live.phase !== 'live') subscription.retry(symbol);
}

/** @param {import('./wire/symbol-list.js').Listing[]} rows */
function onSymbolList(rows) {
  state.catalogue = new Catalogue(rows);
  // An address may name a symbol as people write it: only the list tells its real name.
  const { symbol, series } = state.live;
  const known = state.catalogue.resolve(symbol)?.symbol;
  if (symbol !== '' && known && known !== symbol && series.count === 0) address.show(choose(known), 'replace');
  search.refresh();
  changed();
}

fetchSymbolList({
  url: new URL('api/symbols', document.baseURI).href,
  get: (url) => fetch(url),
  clock,
  random: Math.random,
  onTrouble: (trouble) => {
    state.listTrouble = trouble;
    search.refresh();
    changed();
  },
}).then(onSymbolList);

function onNetwork() {
  state.isOnline = navigator.onLine;
  if (state.isOnline) connection.retryNow();
  changed();
}
followPageLife(window, { onNetwork, onHide: () => connection.stop(), onReturn: () => connection.start() });

state.isOnline = navigator.onLine;
const initial = address.initial();
if (initial !== '') address.show(choose(initial), 'replace');
connection.start();
changed();
