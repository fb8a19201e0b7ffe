// @ts-check
// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Connection } from '../../js/prices/connection.js';
import { takeFirstSocket } from '../../js/prices/price-feed.js';
import { SUBPROTOCOL, subscribeText } from '../../js/prices/protocol.js';
import { ManualClock } from '../manual-clock.js';

const STATUS = '{"type":"status","feed":"live","simulated":false,"since":1}';

/** Has handlers as a WebSocket has. */
class FakeSocket extends EventTarget {
  /** @type {string[]} */ sent = [];
  /** @type {(() => void) | null} */ onopen = null;
  /** @type {((event: Event) => void) | null} */ onmessage = null;
  /** @type {((event: Event) => void) | null} */ onclose = null;

  /** @param {string} url @param {string} subprotocol */
  constructor(url, subprotocol) {
    super();
    this.wanted = [url, subprotocol];
    this.addEventListener('open', () => this.onopen?.());
    this.addEventListener('message', (event) => this.onmessage?.(event));
    this.addEventListener('close', (event) => this.onclose?.(event));
    sockets.push(this);
  }

  /** @param {string} text */
  send(text) { this.sent.push(text); }
  close() {}
}

/** @type {FakeSocket[]} */ let sockets = [];

/** Runs the script of the page's head, and then a connection as main.js builds it. */
async function open(/** @type {(socket: FakeSocket) => void} */ meanwhile, opening = '') {
  sockets = [];
  if (opening === '') delete document.documentElement.dataset.opening;
  else document.documentElement.dataset.opening = opening;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.resetModules();
  await import('../../js/first-socket.js?' + Math.random());
  meanwhile(sockets[0]);
  /** @type {string[]} */ const events = [];
  const clock = new ManualClock();
  let subscribed = '';
  const connection = new Connection({
    url: 'ws://localhost:3000/prices',
    openSocket: (url, subprotocol) => {
      const first = takeFirstSocket(window);
      subscribed = first?.subscribed ?? '';
      return first?.socket ?? new WebSocket(url, subprotocol);
    },
    clock,
    elapsed: () => clock.now, random: () => 1,
    onState: (state) => { events.push(state); if (state === 'open') connection.send('{"type":"subscribe"}'); },
    onMessage: (message) => events.push(message.kind),
  });
  connection.start();
  await Promise.resolve();
  return { events, clock, subscribed };
}

describe('the first socket', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('uses the address and subprotocol of the connection', async () => {
    await open(() => {});
    expect(sockets.map((socket) => socket.wanted)).toEqual([[new URL('prices', document.baseURI).href.replace('http', 'ws'), SUBPROTOCOL]]);
  });

  it('is used by the connection, whether it opens before or after', async () => {
    const before = await open((socket) => socket.dispatchEvent(new Event('open')));
    expect([before.events, sockets[0].sent]).toEqual([['connecting', 'open'], ['{"type":"subscribe"}']]);
    const after = await open(() => {});
    sockets[0].dispatchEvent(new Event('open'));
    expect([after.events, sockets[0].sent]).toEqual([['connecting', 'open'], ['{"type":"subscribe"}']]);
  });

  it('loses no message and delivers none twice', async () => {
    const { events } = await open((socket) => {
      socket.dispatchEvent(new Event('open'));
      socket.dispatchEvent(new MessageEvent('message', { data: STATUS }));
    });
    expect(events).toEqual(['connecting', 'open', 'status']);
    sockets[0].dispatchEvent(new MessageEvent('message', { data: STATUS }));
    expect(events).toEqual(['connecting', 'open', 'status', 'status']);
  });

  it('sends the subscribe message that the page would send', async () => {
    const state = new PageState();
    state.choose('OANDA:EUR_USD');
    const { subscribed } = await open((socket) => socket.dispatchEvent(new Event('open')), 'OANDA:EUR_USD');
    expect(sockets[0].sent[0]).toBe(subscribeText('OANDA:EUR_USD', state.optionsOf('OANDA:EUR_USD')));
    expect(subscribed).toBe('OANDA:EUR_USD');
  });

  it.each(['', '<b>', 'no such name', 'x'.repeat(65)])('does not subscribe to "%s"', async (name) => {
    const { subscribed } = await open((socket) => socket.dispatchEvent(new Event('open')), name);
    expect([subscribed, sockets[0].sent]).toEqual(['', ['{"type":"subscribe"}']]);
  });

  it('has subscribed to nothing if it opens later', async () => {
    const { subscribed } = await open(() => {}, 'AAPL');
    sockets[0].dispatchEvent(new Event('open'));
    expect([subscribed, sockets[0].sent]).toEqual(['', ['{"type":"subscribe"}']]);
  });

  it('is followed by another one when it was refused', async () => {
    const { events, clock } = await open((socket) => socket.dispatchEvent(new CloseEvent('close', { code: 1013 })));
    expect(events).toEqual(['connecting', 'waiting']);
    while (events.at(-1) === 'waiting') clock.advance(100);
    expect([events.at(-1), sockets.length]).toEqual(['connecting', 2]);
  });
});
