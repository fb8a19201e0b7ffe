// @ts-check
/* A classic script in the head, because it runs while the page's modules are still on their way: by the time they want the
   socket, the handshake is over. Until wire/first-socket.js takes it over, what it tells is kept. */
{
  const url = new URL('prices', document.baseURI).href.replace(/^http/, 'ws').replace(/[?#].*$/, '');
  const socket = new WebSocket(url, 'stock-chart.v1');
  /** @type {Event[]} */ const events = [];
  const keep = (/** @type {Event} */ event) => { events.push(event); };
  for (const type of ['open', 'message', 'close']) socket.addEventListener(type, keep);
  Object.assign(window, { firstSocket: { socket, events, keep } });
}
