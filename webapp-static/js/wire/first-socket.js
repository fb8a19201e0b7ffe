// @ts-check

/** @typedef {{ socket: WebSocket, events: Event[], keep: (event: Event) => void }} Opened  by js/first-socket.js */

/**
 * Takes over the socket that the page's head has opened. What it told until now it tells again, as soon as whoever took it
 * has put its handlers on.
 * @param {Window & { firstSocket?: Opened }} page
 * @returns {WebSocket | undefined}  none from the second time on
 */
export function takeFirstSocket(page) {
  const { firstSocket } = page;
  if (firstSocket === undefined) return undefined;
  delete page.firstSocket;
  const { socket, events, keep } = firstSocket;
  for (const type of ['open', 'message', 'close']) socket.removeEventListener(type, keep);
  // Nothing new can come in between: that would be a task, and this is done before the next one.
  queueMicrotask(() => events.forEach((event) => socket.dispatchEvent(event)));
  return socket;
}
