// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { feedFacts } from '../../js/status/feed-facts.js';
import states from '../../../src/main/java/stockchart/history/HistoryStatus.java?raw';

const SERVER = {
  since: 3_600_000, slots: { used: 3, total: 50 }, waiting: 4, polled: 3, mute: 1, browsers: 12, busy: false, updateMillis: 100, version: '1.0.0',
  history: 'Candles are kept',
  tradeDelay: { p50: 20, p99: 60 },
};

/** @type {import('../../js/status/feed-facts.js').Known} */ let known;
/** @type {PageState} */ let state;
beforeEach(() => {
  state = new PageState();
  state.onConnection('open');
  state.onStatus({ feed: 'live', simulated: false });
  known = {
    state, server: SERVER, screen: { p50: 38.4, p99: 1_234 }, clock: { offset: -1_500, error: 3.2 },
    rate: { frames: 4, bytes: 1_530 }, format: new Format('en-GB', 'UTC'), now: 7_200_000,
  };
});
/** @param {string} name */
const fact = (name) => feedFacts(known).find(([one]) => one === name)?.[1];

describe('feedFacts', () => {
  it('describes the state of the feed and since when', () => {
    expect(fact('State')).toBe('Live since 01:00:00: prices come as they are traded');
    state.onStatus({ feed: 'refused', simulated: false });
    expect(fact('State')).toContain('operator must set a valid one');
    state.onConnection('waiting');
    expect(fact('State')).toBe('Reconnecting…: this page has no connection to the server and keeps trying by itself');
    state.isOnline = false;
    expect(fact('State')).toContain('this device has no network');
  });

  it('has the delays of each hop', () => {
    expect(fact('Trade to server')).toBe('half within 20 ms, 99 of 100 within 60 ms');
    expect(fact('Trade to screen')).toBe('half within 38 ms, 99 of 100 within 1.2 s');
    expect(fact('Server to screen')).toBe('about 18 ms, at times 1.2 s');
  });

  it.each([
    [-1_500, 'this device is 1.5 s ahead of the server (±4 ms)'], [40, 'this device is 40 ms behind the server (±4 ms)'],
    [2, 'this device and the server agree (±4 ms)'],
  ])('describes a clock that is off by %i ms', (offset, words) => {
    known.clock = { offset, error: 3.2 };
    expect(fact('Clocks')).toBe(words);
  });

  it('states whether candles outlive the server', () => {
    expect(fact('History')).toBe('Candles are kept');
    known.server = { ...SERVER, history: undefined };
    expect(fact('History')).toBe('unknown');
  });

  const sentences = [...states.matchAll(/^ {8}[A-Z_]+\("([^"]+)"\)[,;]$/gm)].map(([, sentence]) => sentence);

  it('shows each sentence that the server has on its history, word for word', () => {
    expect(sentences).toHaveLength(9);
    for (const sentence of [...sentences, `${sentences[2]}; an unreadable history was set aside, and a new one has begun`]) {
      known.server = { ...SERVER, history: sentence };
      expect(fact('History')).toBe(sentence);
    }
  });

  it('has the received rate and the load of the server', () => {
    expect(fact('Received')).toBe('4.0 messages/s, 1.5 kB/s');
    expect(fact('Symbols in use')).toBe('3 of 50');
    expect(fact('Waiting in line')).toBe('4 · 3 polled · 1 not on this feed');
    expect(fact('Browsers')).toBe('12');
    expect(fact('Server')).toBe('version 1.0.0, keeps up');
    known.server = { ...SERVER, busy: true, updateMillis: 482 };
    expect(fact('Server')).toBe('version 1.0.0, busy, so a symbol is updated every 482 ms');
  });

  it('names the server among those of a cluster', () => {
    known.server = { ...SERVER, cluster: { node: 'left-1', isHolder: true, nodes: 3 } };
    expect(fact('Server')).toBe('version 1.0.0, keeps up, left-1 of 3 servers, with the connection to the feed');
    known.server = { ...SERVER, cluster: { node: 'right-2', isHolder: false, nodes: 1 } };
    expect(fact('Server')).toBe('version 1.0.0, keeps up, right-2 of 1 server');
  });

  it('has the sentence of a server that is cut off', () => {
    state.onStatus({ feed: 'down', simulated: false, since: 5, cutOff: 5 });
    expect(fact('State')).toBe(
      'Server cut off since 01:00:00: this server has no prices from the others of its cluster; what it misses comes as soon as it has');
  });

  it('states what is unknown instead of leaving it out', () => {
    known.clock = undefined;
    known.screen = undefined;
    known.server = { ...SERVER, tradeDelay: undefined, waiting: undefined, polled: undefined, mute: undefined };
    expect(['Trade to server', 'Server to screen', 'Trade to screen'].map(fact)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(fact('Clocks')).toContain('delays are unknown');
    expect(fact('Waiting in line')).toBe('unknown');
    known.server = { ...SERVER, mute: 0 };
    expect(fact('Waiting in line')).toBe('4 · 3 polled');
    known.server = undefined;
    expect(['Symbols in use', 'Waiting in line', 'Browsers', 'Server'].map(fact)).toEqual(Array(4).fill('unknown until the server answers'));
    known.clock = { offset: 0, error: 1 };
    expect(fact('Trade to screen')).toBe('no trade in the last minute');
  });
});
