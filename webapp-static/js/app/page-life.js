// @ts-check
import { Timer } from '../kit/timers.js';

/**
 * @typedef {object} Deps
 * @property {Window} window
 * @property {import('./page-state.js').PageState} state
 * @property {import('../prices/device-clock.js').DeviceClock} device
 * @property {import('../prices/connection.js').Connection} connection
 * @property {import('../kit/timers.js').Clock} clock
 * @property {(isHidden: boolean) => void} onHidden  the page has been hidden for a while, or it is shown again after that
 * @property {() => void} onClockJump  this device's clock was set, or the device slept
 * @property {() => void} changed  requests a frame
 */

/** Interval at which ages are updated, ms. */
const TICK = 1_000;
/** After this time a hidden page gives up its slots to pages in view, ms. */
export const HIDDEN_AFTER = 5 * 60_000;

/**
 * Handles the page's lifecycle: reconnects and checks the clocks when the network changes, when the page enters or leaves the
 * back/forward cache, and after sleep; and reports when it has been hidden for a while.
 * @param {Deps} deps
 */
export function followPageLife({ window, state, device, connection, clock, onHidden, onClockJump, changed }) {
  const { document, navigator } = window;

  const onNetwork = () => {
    state.isOnline = navigator.onLine;
    if (state.isOnline) connection.retryNow();
    changed();
  };

  /** After sleep the connection may be dead; after the clock was set, times must be corrected. */
  const checkClocks = () => {
    const jump = device.check();
    if (jump !== 0) {
      state.onClockJump(jump);
      onClockJump();
      changed();
    }
    if (jump > 0) connection.retryNow();
    else connection.check();
  };

  state.isOnline = navigator.onLine;
  for (const name of ['online', 'offline']) window.addEventListener(name, onNetwork);
  // An open socket would keep the page out of the browser's back/forward cache.
  window.addEventListener('pagehide', () => connection.stop());
  window.addEventListener('pageshow', (event) => { if (event.persisted) connection.start(); else checkClocks(); });
  // "resume": the browser had frozen the page with its timers.
  for (const name of ['visibilitychange', 'resume']) document.addEventListener(name, () => { if (!document.hidden) checkClocks(); });
  followVisibility(document, clock, onHidden);
  window.setInterval(() => {
    checkClocks();
    if (!document.hidden) changed();
  }, TICK);
}

/**
 * Reports when the page has been hidden for `HIDDEN_AFTER`, and when it is shown again.
 * @param {Document} document
 * @param {import('../kit/timers.js').Clock} clock
 * @param {(isHidden: boolean) => void} onHidden  called on changes only
 */
export function followVisibility(document, clock, onHidden) {
  const timer = new Timer(clock);
  let wasHidden = false;
  const notify = () => {
    if (wasHidden === document.hidden) return;
    wasHidden = document.hidden;
    onHidden(wasHidden);
  };
  const onChange = () => {
    timer.cancel();
    if (document.hidden) timer.start(notify, HIDDEN_AFTER);
    else notify();
  };
  document.addEventListener('visibilitychange', onChange);
  onChange();
}

/** Yields to the event loop, so that what follows is a task of its own. @returns {Promise<void>} */
export function yieldToMain() {
  return new Promise((done) => { setTimeout(done); });
}
