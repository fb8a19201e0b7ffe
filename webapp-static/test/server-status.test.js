// @ts-check
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerStatus } from '../js/wire/server-status.js';
import { CHECK_PAUSE, MAX_DELAY, SAMPLES, SAMPLE_PAUSE, StatusSchedule, WATCHED_PAUSE } from '../js/wire/status-schedule.js';
import { ManualClock } from './manual-clock.js';

const BODY = {
  feed: 'live', since: 5, simulated: true, slots: { used: 1, total: 50 }, browsers: 2, busy: false, updateMillis: 100, version: '1',
};

describe('ServerStatus', () => {
  /** @type {ManualClock} */ let clock;
  /** @type {((response: Response) => void)[]} */ let answers;
  /** @type {import('vitest').Mock<() => void>} */ let onChange;
  /** @type {ServerStatus} */ let server;

  beforeEach(() => {
    clock = new ManualClock();
    answers = [];
    onChange = vi.fn();
    server = new ServerStatus({
      url: 'api/status', get: () => new Promise((resolve) => { answers.push(resolve); }), clock, now: () => clock.now, onChange,
    });
  });

  /** @param {unknown} body @param {number} [status] */
  const answer = async (body, status = 200) => {
    answers[answers.length - 1](new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled());
  };

  it('tells what the server says, and how long the question took', async () => {
    server.start(100);
    clock.advance(30);
    await answer({ ...BODY, now: 1_000, tradeDelay: { p50: 3, p99: 9 } });
    expect(server.latest).toEqual({ ...BODY, symbols: {}, now: 1_000, tradeDelay: { p50: 3, p99: 9 }, sentAt: 0, receivedAt: 30 });
  });

  it('leaves unknown what an older server does not say', async () => {
    server.start(100);
    await answer(BODY);
    expect(server.latest).toMatchObject({ now: undefined, tradeDelay: undefined });
  });

  it('asks again after each answer, one question at a time', async () => {
    server.start(100);
    clock.advance(1_000);
    expect(answers).toHaveLength(1);
    await answer(BODY);
    clock.advance(99);
    expect(answers).toHaveLength(1);
    clock.advance(1);
    expect(answers).toHaveLength(2);
  });

  it.each([['garbage', 200], [BODY, 500]])('knows nothing after %j with status %i, and goes on asking', async (body, status) => {
    server.start(100);
    await answer(BODY);
    clock.advance(100);
    onChange.mockClear();
    await answer(body, status);
    expect(server.latest).toBeUndefined();
    clock.advance(100);
    expect(answers).toHaveLength(3);
  });

  it('takes no answer to a question asked before it was stopped', async () => {
    server.start(100);
    server.stop();
    server.start(100);
    answers[0](new Response('{}'));
    await answer(BODY);
    expect(server.latest?.version).toBe('1');
    expect(onChange).toHaveBeenCalledTimes(1);
    server.stop();
    expect(clock.pending).toBe(0);
  });
});

describe('StatusSchedule', () => {
  const start = () => {
    const clock = new ManualClock();
    const server = { start: vi.fn(), stop: vi.fn() };
    const schedule = new StatusSchedule({ server, clock, random: () => 0.5 });
    return { clock, server, schedule };
  };
  /** @param {StatusSchedule} schedule @param {number} count */
  const answered = (schedule, count) => { for (let i = 0; i < count; i += 1) schedule.onAnswer(); };

  it('compares the clocks once connected, with a few questions', () => {
    const { clock, server, schedule } = start();
    schedule.onConnection(true);
    clock.advance(0);
    expect(server.start).toHaveBeenCalledWith(SAMPLE_PAUSE);
    answered(schedule, SAMPLES - 1);
    expect(server.stop).not.toHaveBeenCalled();
    answered(schedule, 1);
    expect(server.stop).toHaveBeenCalled();
    clock.advance(CHECK_PAUSE);
    expect(server.start).toHaveBeenCalledTimes(2);
  });

  it('takes its time after a lost connection: so do all others', () => {
    const { clock, server, schedule } = start();
    schedule.onConnection(true);
    schedule.onConnection(false);
    schedule.onConnection(true);
    clock.advance(MAX_DELAY / 2 - 1);
    expect(server.start).not.toHaveBeenCalled();
    clock.advance(1);
    expect(server.start).toHaveBeenCalledTimes(1);
  });

  it('asks all the time while the answers are on the screen, and only then', () => {
    const { server, schedule } = start();
    schedule.watch(true);
    expect(server.start).toHaveBeenCalledWith(WATCHED_PAUSE);
    answered(schedule, 20);
    expect(server.stop).not.toHaveBeenCalled();
    schedule.watch(false);
    expect(server.stop).toHaveBeenCalledTimes(1);
  });
});
