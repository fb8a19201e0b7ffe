// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { CONNECT_DEADLINE, Connection, SILENCE } from '../../js/prices/connection.js';
import { ManualClock } from '../manual-clock.js';

class FakeSocket {
  /** @type {(() => void) | null} */ onopen = null;
  /** @type {((event: { data: unknown }) => void) | null} */ onmessage = null;
  /** @type {((event: { code: number }) => void) | null} */ onclose = null;
  /** @type {string[]} */ sent = [];
  isClosed = false;
  /** @param {string} text */
  send(text) { this.sent.push(text); }
  close() { this.isClosed = true; }
}

const PING = '{"type":"ping"}';
const STATUS = '{"type":"status","feed":"live","simulated":false,"since":1}';

/** @type {FakeSocket[]} */ let sockets;
/** @type {string[]} */ let states;
/** @type {unknown[]} */ let messages;
let received = 0;
/** @type {ManualClock} */ let clock;
/** @type {Connection} */ let connection;
const last = () => sockets[sockets.length - 1];

beforeEach(() => {
  sockets = [];
  states = [];
  messages = [];
  received = 0;
  clock = new ManualClock();
  connection = new Connection({
    url: 'wss://example/prices',
    openSocket: (url, subprotocol) => {
      expect([url, subprotocol]).toEqual(['wss://example/prices', 'stock-chart.v1']);
      sockets.push(new FakeSocket());
      return /** @type {WebSocket} */ (/** @type {unknown} */ (last()));
    },
    clock,
    elapsed: () => clock.now,
    random: () => 1,
    onState: (state) => states.push(state),
    onMessage: (message) => messages.push(message),
    onAnyMessage: () => { received += 1; },
  });
  connection.start();
});

/** Loses the connection and waits for the next attempt. */
function lose(code = 1006) {
  last().onclose?.({ code });
  const before = clock.now;
  while (connection.state === 'waiting') clock.advance(100);
  return clock.now - before;
}

describe('Connection', () => {
  it('moves from connecting to open, and passes on messages of known types', () => {
    last().onopen?.();
    last().onmessage?.({ data: STATUS });
    last().onmessage?.({ data: 'garbage' });
    expect(states).toEqual(['connecting', 'open']);
    expect(messages).toHaveLength(1);
  });

  it('backs off further with each failure, although it opens', () => {
    expect(lose()).toBe(1_000);
    last().onopen?.();
    expect(lose()).toBe(2_000);
    expect(lose()).toBe(4_000);
    expect(states).toEqual(['connecting', 'waiting', 'connecting', 'open', 'waiting', 'connecting', 'waiting', 'connecting']);
  });

  it('does not retry before the requested delay has passed', () => {
    last().onclose?.({ code: 1006 });
    expect(connection.holdOff(10_000)).toBe(12_500);
    clock.advance(12_499);
    expect(sockets).toHaveLength(1);
    clock.advance(1);
    expect(sockets).toHaveLength(2);
  });

  it('keeps a longer back-off, and applies the delay after a pending attempt', () => {
    for (let i = 0; i < 5; i += 1) lose();
    last().onclose?.({ code: 1006 });
    expect(connection.holdOff(1_000)).toBe(30_000);
    clock.advance(30_000);
    expect(connection.holdOff(60_000)).toBe(75_000);
    expect(connection.state).toBe('connecting');
    expect(lose()).toBe(75_000);
    last().onopen?.();
    last().onmessage?.({ data: PING });
    expect(lose()).toBe(1_000);
  });

  it('resets the back-off once a message has arrived', () => {
    lose();
    lose();
    last().onopen?.();
    last().onmessage?.({ data: PING });
    expect(lose()).toBe(1_000);
  });

  it('backs off longer after the server’s close code', () => {
    last().onopen?.();
    last().onmessage?.({ data: PING });
    expect(lose(1013)).toBe(8_000);
  });

  it('ignores a socket that is no longer the current one', () => {
    const [old] = sockets;
    lose();
    old.onopen?.();
    old.onmessage?.({ data: STATUS });
    old.onclose?.({ code: 1006 });
    expect(connection.state).toBe('connecting');
    expect(messages).toEqual([]);
    expect(sockets).toHaveLength(2);
  });

  it('gives up a socket that never opens', () => {
    clock.advance(CONNECT_DEADLINE);
    expect(sockets[0].isClosed).toBe(true);
    expect(connection.state).toBe('waiting');
  });

  it('gives up a socket that opens and stays silent: the server sends first', () => {
    last().onopen?.();
    clock.advance(CONNECT_DEADLINE);
    expect([sockets[0].isClosed, connection.state]).toEqual([true, 'waiting']);
  });

  it('gives up a connection without a message for 50 s, not even a ping', () => {
    last().onopen?.();
    last().onmessage?.({ data: STATUS });
    for (let pings = 0; pings < 5; pings += 1) {
      clock.advance(20_000);
      last().onmessage?.({ data: PING });
    }
    clock.advance(SILENCE - 1);
    expect([connection.state, received]).toEqual(['open', 6]);
    clock.advance(1);
    expect([sockets[0].isClosed, connection.state]).toEqual([true, 'waiting']);
  });

  it('checks at once when time may have passed without a timer', () => {
    last().onopen?.();
    last().onmessage?.({ data: STATUS });
    clock.now += SILENCE - 1;
    connection.check();
    expect(connection.state).toBe('open');
    clock.now += 1;
    connection.check();
    expect([connection.state, sockets.length, sockets[0].isClosed]).toEqual(['connecting', 2, true]);
  });

  it('reconnects at once when the network is back, with one socket only', () => {
    last().onclose?.({ code: 1006 });
    connection.retryNow();
    expect(sockets).toHaveLength(2);
    clock.advance(5_000);
    expect(sockets).toHaveLength(2);
    last().onopen?.();
    connection.retryNow();
    expect(sockets[1].isClosed).toBe(true);
    expect(sockets).toHaveLength(3);
  });

  it('stays closed once stopped, until started again', () => {
    last().onopen?.();
    connection.stop();
    connection.retryNow();
    clock.advance(60_000);
    expect(sockets).toHaveLength(1);
    expect(clock.pending).toBe(0);
    connection.start();
    expect(sockets).toHaveLength(2);
  });

  it('sends only while open', () => {
    connection.send('early');
    last().onopen?.();
    connection.send('now');
    expect(last().sent).toEqual(['now']);
  });
});
