// @ts-check

/**
 * @typedef {object} Deps
 * @property {Window} window
 * @property {import('./page-state.js').PageState} state
 * @property {import('../prices/device-clock.js').DeviceClock} device
 * @property {import('../prices/connection.js').Connection} connection
 * @property {() => void} onClockJump  this device's clock was set, or it slept
 * @property {() => void} changed  asks for a frame
 */

/** Ages grow without any message; ms. */
const TICK = 1_000;

/**
 * Keeps connection and clocks right when the device gains or loses its network, when the page is put away or taken out again,
 * and when it may have slept.
 * @param {Deps} deps
 */
export function followPageLife({ window, state, device, connection, onClockJump, changed }) {
  const { document, navigator } = window;

  const onNetwork = () => {
    state.isOnline = navigator.onLine;
    if (state.isOnline) connection.retryNow();
    changed();
  };

  /** Whoever slept cannot know what the way to the server has become; a clock that was set tells other times. */
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
  // "resume": the browser had frozen the page, timers and all.
  for (const name of ['visibilitychange', 'resume']) document.addEventListener(name, () => { if (!document.hidden) checkClocks(); });
  window.setInterval(() => {
    checkClocks();
    if (!document.hidden) changed();
  }, TICK);
}

/** Lets the browser do what waits, so that what comes next is a task of its own. @returns {Promise<void>} */
export function yieldToMain() {
  return new Promise((done) => { setTimeout(done); });
}
