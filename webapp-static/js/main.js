// @ts-check
import { FirstVisit } from './app/first-visit.js';
import { Navigation } from './app/navigation.js';
import { followPageLife, yieldToMain } from './app/page-life.js';
import { PageState } from './app/page-state.js';
import { createHistory, createQuotes, createRecentMinutes, createRefusalCheck, pollServer } from './app/server.js';
import { ThemeChoice } from './app/theme-choice.js';
import { PriceChart } from './chart/chart.js';
import { Controls } from './chart/controls.js';
import { byId } from './kit/dom.js';
import { Format } from './kit/format.js';
import { Frame } from './kit/frame.js';
import { Switch } from './kit/preference.js';
import { clockOf } from './kit/timers.js';
import { DeviceClock } from './prices/device-clock.js';
import { connectPrices } from './prices/price-feed.js';
import { DelayFigure, Figures } from './quote/figures.js';
import { PriceHeader } from './quote/price-header.js';
import { startSearch } from './search/search.js';
import { FeedMonitor } from './status/feed-monitor.js';
import { NoticeView } from './status/notice.js';
import { StatusView } from './status/status-view.js';
import { Tools } from './tools/tools.js';
import { Watchlist } from './watchlist/watchlist.js';

/** Builds and starts the page: first what shows a price, the rest while the first price is on its way. */
async function start() {
  const clock = clockOf(window);
  const device = new DeviceClock(Date.now, () => performance.now());
  const state = new PageState(() => device.now);
  const format = new Format();
  const typing = new Switch(window, 'typing');
  const frame = new Frame({
    paint,
    paintTitle: () => navigation.paintTitle(),
    document,
    requestFrame: (callback) => requestAnimationFrame(callback),
    setTimer: clock.set,
  });
  const changed = () => frame.request();
  const onWanted = () => navigation.onWanted();
  const open = (/** @type {string} */ symbol) => navigation.open(symbol);
  /**
   * What is built while the first price is on its way.
   * @type {{ monitor?: FeedMonitor, delay?: DelayFigure, tools?: Tools, quotes?: ReturnType<typeof createQuotes>, recent?: ReturnType<typeof createRecentMinutes>,
   *   watchlist?: Watchlist, search?: ReturnType<typeof startSearch> }}
   */
  const later = {};
  const search = () => later.search?.focus();

  const server = pollServer({
    state, clock, device, changed, onWanted,
    onDoubt: (symbol) => subscription.retry(symbol),
    onStatus: (report) => { for (const part of [later.monitor, later.search]) part?.onStatus(report); },
  });
  const { connection, subscription } = connectPrices({
    state, clock, changed, onWanted,
    onRefused: createRefusalCheck({ state, changed, holdOff: (delay) => connection.holdOff(delay) }),
    onConnection: () => {
      if (state.isOpen) state.history?.retry();
      later.monitor?.onConnection(state.isOpen);
      later.recent?.onConnection(state.isOpen);
    },
    onFrame: (bytes) => later.monitor?.onFrame(bytes),
    onMessage: (message) => {
      if (message.kind === 'status' && state.isClockDoubtful) server.onClockJump();
      if (message.kind === 'trades') later.monitor?.onTrades(message);
      if (message.kind === 'subscribed') for (const part of [later.quotes, later.recent]) part?.want(state.held);
    },
  });
  state.history = createHistory({ state, clock, changed });
  const navigation = new Navigation({ state, format, subscription, changed });
  const chart = new PriceChart(byId('chart', HTMLElement), format, changed);
  const views = [
    new StatusView(format.timeZone),
    new PriceHeader(format),
    new Figures(format),
    new Controls({
      choose: (words) => navigation.chooseView(words), goLive: () => chart.goLive(), isLive: () => chart.isLive,
      rangeWord: (shown) => chart.rangeWord(shown), length: () => chart.length,
    }),
    new NoticeView({ retry: () => subscription.retry(state.live.symbol), search, running: search, signIn: () => location.reload(), open }),
  ];

  function paint() {
    // First, because it measures text: after the other views the browser would have to lay out their changes twice.
    chart.render(state, performance.now());
    views.forEach((view) => view.render(state));
    later.watchlist?.render();
    later.monitor?.render();
    later.delay?.render(device.now, () => later.monitor?.delay?.p50);
    later.tools?.render();
  }

  followPageLife({
    window, state, clock, device, connection, changed,
    onHidden: (isHidden) => { state.isHidden = isHidden; onWanted(); },
    onClockJump: () => { server.onClockJump(); later.monitor?.onClockJump(); },
  });
  const firstVisit = new FirstVisit({
    state, document, changed, open: (symbol) => navigation.begin(symbol),
    named: /** @type {Window & { firstStart?: Promise<unknown> }} */ (window).firstStart,
  });
  navigation.start();
  firstVisit.start();
  connection.start();
  changed();

  await yieldToMain();
  later.monitor = new FeedMonitor({ state, format, clock, device, server, changed });
  later.delay = new DelayFigure(format);
  later.tools = new Tools({ state, format, clock, typing, now: () => device.now });
  new ThemeChoice();
  later.monitor.onConnection(state.isOpen);
  await yieldToMain();
  later.watchlist = new Watchlist({ state, format, clock, open, search, onWanted });
  later.quotes = createQuotes({ state, clock, changed });
  later.quotes.want(state.held);
  later.recent = createRecentMinutes({ state, clock, changed });
  later.recent.onConnection(state.isOpen);
  later.recent.want(state.held);
  await yieldToMain();
  later.search = startSearch({
    state, typing, server, clock, open, onChange: changed,
    onNames: () => navigation.onNames(),
    add: (symbol) => later.watchlist?.add(symbol),
  });
  firstVisit.fill({ list: (symbols) => later.watchlist?.start(symbols), prompt: () => later.search?.prompt() });
  changed();
}

start();
