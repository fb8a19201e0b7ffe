// @ts-check

/**
 * @typedef {object} FirstSocket  what js/first-socket.js has opened
 * @property {WebSocket} socket
 * @property {string} asked  the symbol it has asked for by now; empty if none
 * @property {Event[]} events  what the socket has told
 * @property {(event: Event) => void} keep  its listener
 */

/**
 * Takes over the socket that the page's head has opened. What it told until now it tells again, as soon as whoever took it
 * has put its handlers on.
 * @param {Window & { firstSocket?: FirstSocket }} page
 * @returns {Pick<FirstSocket, 'socket' | 'asked'> | undefined}  none from the second time on
 */
export function takeFirstSocket(page) {
  const { firstSocket } = page;
  if (firstSocket === undefined) return undefined;
  delete page.firstSocket;
  const { socket, events, keep } = firstSocket;
  for (const type of ['open', 'message', 'close']) socket.removeEventListener(type, keep);
  // Nothing new can come in between: that would be a task, and this is done before the next one.
  queueMicrotask(() => events.forEach((event) => socket.dispatchEvent(event)));
  return firstSocket;
}
