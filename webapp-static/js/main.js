// @ts-check
import { followPrices } from './prices/price-feed.js';
import { startSearch } from './search/search.js';
import { askServer } from './app/server.js';
import { Tools } from './main-tools.js';
import { Watchlist } from './watchlist/watchlist.js';
import { PageState } from './app/page-state.js';
import { Address } from './app/address.js';
import { PriceChart } from './chart/chart.js';
import { Controls } from './chart/controls.js';
import { byId } from './kit/dom.js';
import { Format } from './kit/format.js';
import { Frame } from './kit/frame.js';
import { NoticeView } from './status/notice.js';
import { breath, followPageLife } from './app/page-life.js';
import { PriceHeader } from './quote/price-header.js';
import { StatusView } from './status/status-view.js';
import { Switch } from './kit/preference.js';
import { DeviceClock } from './prices/device-clock.js';
import { clockOf } from './kit/timers.js';

/**
 * What is built while the first price is on its way.
 * @type {{ tools?: Tools, watchlist?: Watchlist, search?: ReturnType<typeof startSearch> }}
 */
const later = {};
const clock = clockOf(window);
const device = new DeviceClock(Date.now, () => performance.now());
const state = new PageState(() => device.now);
const format = new Format();

const frame = new Frame({
  paint,
  paintTitle,
  document,
  requestFrame: (callback) => requestAnimationFrame(callback),
  setTimer: clock.set,
});
const changed = () => frame.request();
const typing = new Switch(window, 'typing');
const server = askServer({
  state, clock, device, changed, onWanted,
  onDoubt: (symbol) => subscription.retry(symbol),
  onStatus: (facts) => { for (const part of [later.tools, later.search]) part?.onStatus(facts); },
});

const { connection, subscription } = followPrices({
  state, clock, changed, onWanted,
  // Browsers do not tell a page why a socket was refused; the status is refused for the same reason.
  onRefused: () => server.check(),
  onConnection: () => later.tools?.onConnection(state.isOpen),
  onFrame: (bytes) => later.tools?.onFrame(bytes),
  onMessage: (message) => {
    if (message.kind === 'trades') later.tools?.onTrades(message);
    if (message.kind === 'subscribed') later.watchlist?.onHeld();
  },
});
const search = () => later.search?.focus();
const address = new Address(window, (symbol, view) => { state.choice.set(view); choose(symbol); });
const chart = new PriceChart(byId('chart', HTMLElement), format, changed);
const views = [
  new StatusView(format.timeZone),
  new PriceHeader(format),
  new Controls({ choose: chooseView, goLive: () => chart.goLive(), isLive: () => chart.isLive, isChosen: () => chart.isChosen }),
  new NoticeView({ retry: () => subscription.retry(state.live.symbol), search, running: search, signIn: () => location.reload(), open }),
];

function paint() {
  // First, because it measures words: after the others the browser would have to lay out twice what they change.
  chart.render(state, performance.now());
  views.forEach((view) => view.render(state));
  later.watchlist?.render();
  later.tools?.render();
}

function paintTitle() {
  const { last, decimals } = state.live.series;
  address.title(last ? `${state.ticker} ${format.price(last.y, decimals)}` : state.ticker);
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
  // One of the watchlist lacks the seconds: asked for again, it brings them.
  if (state.live.phase === 'live' && !state.live.book.hasSeconds) subscription.retry(known);
  if (state.live.isWanted) address.remember(known);
  return known;
}

/** How the reader wants to see the chart. @param {Partial<import('./chart/chart-choice.js').Words>} words */
function chooseView(words) {
  state.choice.set(words);
  address.showView(state.choice.words);
  address.rememberView(state.choice.words);
  changed();
}

/** The reader's choice. @param {string} symbol */
function open(symbol) {
  if (symbol !== state.live.symbol) address.show(choose(symbol), 'push');
  else if (state.live.phase !== 'live') subscription.retry(symbol);
}

/** An address may name a symbol as people write it: only the list tells its real name. */
function onNames() {
  const { symbol, series } = state.live;
  const known = state.catalogue?.resolve(symbol)?.symbol;
  if (known && known !== symbol && series.count === 0) address.show(choose(known), 'replace');
  changed();
}

function onNetwork() {
  state.isOnline = navigator.onLine;
  if (state.isOnline) connection.retryNow();
  changed();
}

/** Whoever slept cannot know what the way to the server has become; a clock that was set tells other times. */
function checkClocks() {
  const jump = device.check();
  if (jump !== 0) {
    state.onClockJump(jump);
    server.onClockJump();
    later.tools?.onClockJump();
    changed();
  }
  if (jump > 0) connection.retryNow();
  else connection.check();
}
followPageLife(window, { onNetwork, onHide: () => connection.stop(), onReturn: () => connection.start(), onWake: checkClocks });

// Ages grow without any message.
window.setInterval(() => {
  checkClocks();
  if (!document.hidden) changed();
}, 1_000);

state.isOnline = navigator.onLine;
state.choice.set(address.view());
const initial = address.initial();
if (initial !== '') {
  address.show(choose(initial), 'replace');
  address.showView(state.choice.words);
}
connection.start();
changed();

await breath();
later.tools = new Tools({ state, format, clock, device, typing, server, changed });
later.tools.onConnection(state.isOpen);
await breath();
later.watchlist = new Watchlist({ state, format, clock, open, search, onWanted, changed });
later.watchlist.onHeld();
await breath();
later.search = startSearch({ state, typing, server, clock, onChange: changed, onNames, open, add: (symbol) => later.watchlist?.add(symbol) });
changed();
