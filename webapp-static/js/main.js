// @ts-check
import { startSearch } from './main-search.js';
import { PageState } from './model/page-state.js';
import { Address } from './view/address.js';
import { PriceChart } from './view/chart.js';
import { byId } from './view/dom.js';
import { Format } from './view/format.js';
import { Frame } from './view/frame.js';
import { NoticeView } from './view/notice.js';
import { PriceHeader } from './view/price-header.js';
import { StatusView } from './view/status.js';
import { Connection } from './wire/connection.js';
import { Subscription } from './wire/subscription.js';

const state = new PageState();
const format = new Format();
const clock = {
  set: (/** @type {() => void} */ action, /** @type {number} */ delay) => window.setTimeout(action, delay),
  clear: (/** @type {number} */ id) => window.clearTimeout(id),
};

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
  cursorOf: () => state.live.series.cursor,
  onAsking: () => {
    state.live.onAsking();
    changed();
  },
});

const address = new Address(window, (symbol) => choose(symbol));
const search = startSearch({ state, clock, onChange: changed, onNames, open });
const chart = new PriceChart(byId('chart', HTMLElement), format, changed);
const views = [
  new StatusView(format.timeZone),
  new PriceHeader(format, Date.now),
  new NoticeView({ retry: () => subscription.retry(), search: () => search.focus(), open }),
];

function paint() {
  views.forEach((view) => view.render(state));
  chart.render(state, performance.now());
  paintTitle();
}

function paintTitle() {
  const { last, decimals } = state.live.series;
  address.title(last ? `${state.ticker} ${format.price(last.y, decimals)}` : state.ticker);
}

/** @param {import('./wire/protocol.js').Message} message */
function receive(message) {
  subscription.onMessage(message);
  if (message.kind === 'status') state.onStatus(message);
  else if (message.kind === 'pace') state.onPace(message);
  else if (message.kind === 'subscribed') state.live.onSubscribed(message.symbol, message.batch);
  else if (message.kind === 'trades') state.live.onTrades(message.symbol, message.batch);
  else if (message.kind === 'refused') state.live.onRefused(message.symbol, message.code);
  changed();
}

/** Shows a symbol without touching the history. @param {string} symbol */
function choose(symbol) {
  const known = state.catalogue?.resolve(symbol)?.symbol ?? symbol;
  state.live.choose(known);
  subscription.want(state.live.isWanted ? known : '');
  if (state.live.isWanted) address.remember(known);
  changed();
  return known;
}

/** The reader's choice. @param {string} symbol */
function open(symbol) {
  if (symbol === state.live.symbol && state.live.phase === 'live') return;
  address.show(choose(symbol), 'push');
}

/** An address may name a symbol as people write it: only the list tells its real name. */
function onNames() {
  const { symbol, series } = state.live;
  const known = state.catalogue?.resolve(symbol)?.symbol;
  if (known && known !== symbol && series.count === 0) address.show(choose(known), 'replace');
  changed();
}

const onNetwork = () => {
  state.isOnline = navigator.onLine;
  if (state.isOnline) connection.retryNow();
  changed();
};
window.addEventListener('online', onNetwork);
window.addEventListener('offline', onNetwork);
// An open socket would keep the page out of the browser's back/forward cache.
window.addEventListener('pagehide', () => connection.stop());
window.addEventListener('pageshow', (event) => { if (event.persisted) connection.start(); });

state.isOnline = navigator.onLine;
const initial = address.initial();
if (initial !== '') address.show(choose(initial), 'replace');
connection.start();
changed();
