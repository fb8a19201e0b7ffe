// @ts-check
/* A classic script in the head, after first-paint.js, because it runs while the page's modules are still on their way: by the
   time they want the socket, the handshake is over and the symbol asked for, as a page that knows nothing of it asks
   (wire/subscription.js). Until wire/first-socket.js takes the socket over, what it tells is kept. */
{
  const url = new URL('prices', document.baseURI).href.replace(/^http/, 'ws').replace(/[?#].*$/, '');
  const symbol = document.documentElement.dataset.opening ?? '';
  const socket = new WebSocket(url, 'stock-chart.v1');
  /** @type {Event[]} */ const events = [];
  const first = { socket, events, keep, asked: '' };

  /** @param {Event} event */
  function keep(event) {
    events.push(event);
    // Any other name is looked at by the page before it is asked for.
    if (event.type !== 'open' || !/^[\w:.^-]{1,64}$/.test(symbol)) return;
    socket.send(JSON.stringify({ type: 'subscribe', symbol, candles: [{ interval: 1_000 }, { interval: 60_000 }] }));
    first.asked = symbol;
  }
  for (const type of ['open', 'message', 'close']) socket.addEventListener(type, keep);
  Object.assign(window, { firstSocket: first });
}
