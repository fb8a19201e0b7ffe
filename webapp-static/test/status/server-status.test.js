// @ts-check
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CHECK_PAUSE, MAX_DELAY, SAMPLES, SAMPLE_PAUSE, ServerStatus, StatusSchedule, WATCHED_PAUSE } from '../../js/status/server-status.js';
import { ManualClock } from '../manual-clock.js';

const BODY = {
  feed: 'live', since: 5, simulated: true, slots: { used: 1, total: 50 }, browsers: 2, busy: false, updateMillis: 100, version: '1',
};

describe('ServerStatus', () => {
  /** @type {ManualClock} */ let clock;
  /** @type {((response: Response) => void)[]} */ let answers;
  /** @type {import('vitest').Mock<(facts?: import('../../js/status/server-status.js').StatusReport) => void>} */ let onAnswer;
  /** @type {import('vitest').Mock<() => void>} */ let onSignedOut;
  /** @type {ServerStatus} */ let server;

  beforeEach(() => {
    clock = new ManualClock();
    answers = [];
    onAnswer = vi.fn();
    onSignedOut = vi.fn();
    server = new ServerStatus({
      url: 'api/status', get: () => new Promise((resolve) => { answers.push(resolve); }), clock, now: () => clock.now, onAnswer,
      onSignedOut,
    });
  });

  /** @param {unknown} body @param {number} [status] */
  const answer = async (body, status = 200) => {
    answers[answers.length - 1](new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
    await vi.waitFor(() => expect(onAnswer).toHaveBeenCalled());
  };

  it('reports the server’s response, and how long the request took', async () => {
    server.follow(100);
    clock.advance(30);
    await answer({ ...BODY, now: 1_000, tradeDelay: { p50: 3, p99: 9 } });
    expect(server.latest).toEqual({ ...BODY, symbols: {}, now: 1_000, tradeDelay: { p50: 3, p99: 9 }, sentAt: 0, receivedAt: 30 });
  });

  it('leaves fields undefined that an older server does not send', async () => {
    server.follow(100);
    await answer(BODY);
    expect(server.latest).toMatchObject({ now: undefined, tradeDelay: undefined, waiting: undefined, polled: undefined, mute: undefined });
  });

  it('reads the number of waiting symbols, and adds up the slots by use', async () => {
    server.follow(100);
    const slots = { total: 9, chart: 2, row: 1, mute: 0, closed: 1, hidden: 0, lingering: 1 };
    await answer({ ...BODY, slots, waiting: 4, polled: 3, mute: 1 });
    expect(server.latest).toMatchObject({ slots: { used: 5, total: 9 }, waiting: 4, polled: 3, mute: 1 });
  });

  it.each([[{ message: 'Candles are kept', state: 'recording' }, 'Candles are kept'], [{ message: 7 }, undefined], [null, undefined]])(
    'reads of %o whether candles are kept', async (history, expected) => {
      server.follow(100);
      await answer({ ...BODY, history });
      expect(server.latest?.history).toBe(expected);
    });

  it.each([undefined, 7, { used: 1 }, { total: 3 }, { used: '1', total: 3 }])('has no slots from %o', async (slots) => {
    server.follow(100);
    await answer({ ...BODY, slots });
    expect(server.latest?.slots).toBeUndefined();
  });

  it('requests again after each response, one at a time', async () => {
    server.follow(100);
    clock.advance(1_000);
    expect(answers).toHaveLength(1);
    await answer(BODY);
    clock.advance(99);
    expect(answers).toHaveLength(1);
    clock.advance(1);
    expect(answers).toHaveLength(2);
  });

  it('reports a 401', async () => {
    server.follow(100);
    await answer({ error: 'An access token is needed' }, 401);
    expect(onSignedOut).toHaveBeenCalledOnce();
    expect(server.latest).toBeUndefined();
    clock.advance(100);
    await answer(BODY);
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it.each([['garbage', 200], [BODY, 500]])('is undefined after %j with status %i, and continues to poll', async (body, status) => {
    server.follow(100);
    await answer(BODY);
    clock.advance(100);
    onAnswer.mockClear();
    await answer(body, status);
    expect(server.latest).toBeUndefined();
    clock.advance(100);
    expect(answers).toHaveLength(3);
  });

  it('polls at the shortest interval of all followers, until the last has ended', async () => {
    const stopFirst = server.follow(100);
    const stopSecond = server.follow(10);
    expect(answers).toHaveLength(1);
    await answer(BODY);
    clock.advance(10);
    expect(answers).toHaveLength(2);
    stopSecond();
    onAnswer.mockClear();
    await answer(BODY);
    clock.advance(99);
    expect(answers).toHaveLength(2);
    stopFirst();
    clock.advance(1_000);
    expect([answers.length, clock.pending]).toEqual([2, 0]);
  });

  it('reports an answer that arrives without followers, and stops', async () => {
    server.follow(100)();
    await answer(BODY);
    expect([onAnswer.mock.calls.length, clock.pending]).toEqual([1, 0]);
  });

  it.each([[{ symbolsPerClient: 3 }, 3], [{ symbolsPerClient: 0 }, undefined], [{ symbolsPerClient: '8' }, undefined], [{}, undefined]])(
    'reads the symbol limit of a page from %j: %s', async (body, symbolLimit) => {
      server.follow(100);
      await answer(body);
      expect(server.latest?.symbolLimit).toBe(symbolLimit);
    });
});

describe('StatusSchedule', () => {
  const start = () => {
    const clock = new ManualClock();
    const stop = vi.fn();
    const server = { follow: vi.fn(() => stop) };
    const schedule = new StatusSchedule({ server, clock, random: () => 0.5 });
    return { clock, server, stop, schedule };
  };
  /** @param {StatusSchedule} schedule @param {number} count */
  const answered = (schedule, count) => { for (let i = 0; i < count; i += 1) schedule.onAnswer(); };

  it('measures the clock offset once connected, with a few requests', () => {
    const { clock, server, stop, schedule } = start();
    schedule.onConnection(true);
    clock.advance(0);
    expect(server.follow).toHaveBeenCalledWith(SAMPLE_PAUSE);
    answered(schedule, SAMPLES - 1);
    expect(stop).not.toHaveBeenCalled();
    answered(schedule, 1);
    expect(stop).toHaveBeenCalledTimes(1);
    clock.advance(CHECK_PAUSE);
    expect(server.follow).toHaveBeenCalledTimes(2);
  });

  it('delays the requests after a reconnect by a random time', () => {
    const { clock, server, schedule } = start();
    schedule.onConnection(true);
    schedule.onConnection(false);
    schedule.onConnection(true);
    clock.advance(MAX_DELAY / 2 - 1);
    expect(server.follow).not.toHaveBeenCalled();
    clock.advance(1);
    expect(server.follow).toHaveBeenCalledTimes(1);
  });

  it('polls continuously only while the status is displayed', () => {
    const { server, stop, schedule } = start();
    schedule.watch(true);
    expect(server.follow).toHaveBeenCalledWith(WATCHED_PAUSE);
    answered(schedule, 20);
    expect(stop).not.toHaveBeenCalled();
    schedule.watch(false);
    expect(stop).toHaveBeenCalledTimes(1);
  });
});
