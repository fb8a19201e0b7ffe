// @ts-check

/**
 * Tells when the device gains or loses its network, and when the page is put away or taken out again.
 * @param {Window} window
 * @param {{ onNetwork: () => void, onHide: () => void, onReturn: () => void }} tell
 */
export function followPageLife(window, { onNetwork, onHide, onReturn }) {
  for (const name of ['online', 'offline']) window.addEventListener(name, onNetwork);
  // An open socket would keep the page out of the browser's back/forward cache.
  window.addEventListener('pagehide', onHide);
  window.addEventListener('pageshow', (event) => { if (event.persisted) onReturn(); });
}

/** Lets the browser do what waits, so that what comes next is a task of its own. @returns {Promise<void>} */
export function breath() {
  return new Promise((done) => { setTimeout(done); });
}
