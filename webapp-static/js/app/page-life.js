// @ts-check

/**
 * Tells when the device gains or loses its network, when the page is put away or taken out again, and when it may have slept.
 * @param {Window} window
 * @param {{ onNetwork: () => void, onHide: () => void, onReturn: () => void, onWake: () => void }} tell
 */
export function followPageLife(window, { onNetwork, onHide, onReturn, onWake }) {
  for (const name of ['online', 'offline']) window.addEventListener(name, onNetwork);
  // An open socket would keep the page out of the browser's back/forward cache.
  window.addEventListener('pagehide', onHide);
  window.addEventListener('pageshow', (event) => { if (event.persisted) onReturn(); else onWake(); });
  // "resume": the browser had frozen the page, timers and all.
  for (const name of ['visibilitychange', 'resume']) window.document.addEventListener(name, () => { if (!window.document.hidden) onWake(); });
}

/** Lets the browser do what waits, so that what comes next is a task of its own. @returns {Promise<void>} */
export function breath() {
  return new Promise((done) => { setTimeout(done); });
}
