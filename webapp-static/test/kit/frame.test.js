// @ts-check
import { describe, expect, it } from 'vitest';
import { Frame } from '../../js/kit/frame.js';

describe('Frame', () => {
  const start = () => {
    /** @type {string[]} */ const log = [];
    /** @type {(() => void)[]} */ const frames = [];
    /** @type {(() => void)[]} */ const timers = [];
    const page = Object.assign(new EventTarget(), { hidden: false });
    const frame = new Frame({
      paint: () => log.push('paint'),
      paintTitle: () => log.push('title'),
      document: /** @type {Document} */ (/** @type {unknown} */ (page)),
      requestFrame: (callback) => frames.push(callback),
      setTimer: (callback) => timers.push(callback),
    });
    return { log, frames, timers, page, frame };
  };

  it('merges all changes of a frame into one paint', () => {
    const { log, frames, frame } = start();
    frame.request();
    frame.request();
    expect(frames).toHaveLength(1);
    frames[0]();
    frame.request();
    expect([log, frames.length]).toEqual([['paint'], 2]);
  });

  it('paints the title once for many frames, with the last change', () => {
    const { log, frames, timers, frame } = start();
    frame.request();
    frames[0]();
    frame.request();
    expect(timers).toHaveLength(1);
    timers[0]();
    frame.request();
    expect([log, timers.length]).toEqual([['paint', 'title'], 2]);
  });

  it('paints the title of a page that is hidden meanwhile', () => {
    const { log, timers, page, frame } = start();
    frame.request();
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    timers[0]();
    expect(log).toEqual(['title']);
  });

  it('does not paint while hidden, and paints at once when shown', () => {
    const { log, frames, timers, page, frame } = start();
    page.hidden = true;
    frame.request();
    frame.request();
    expect([frames.length, timers.length]).toEqual([0, 1]);
    timers[0]();
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    expect(log).toEqual(['title', 'paint']);
  });
});
