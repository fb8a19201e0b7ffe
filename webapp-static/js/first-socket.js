// @ts-check
/* A classic script in the head, after first-paint.js, because it runs while the page's modules are still loading: when they
   need the socket, the handshake is done and the symbol subscribed, with the message of a page without data
   (prices/subscription.js). Events are kept until takeFirstSocket() in prices/price-feed.js takes the socket over. */
{
  const url = new URL('prices', document.baseURI).href.replace(/^http/, 'ws').replace(/[?#].*$/, '');
  const symbol = document.documentElement.dataset.opening ?? '';
  const socket = new WebSocket(url, 'stock-chart.v1');
  /** @type {Event[]} */ const events = [];
  const first = { socket, events, keep, subscribed: '' };

  /** @param {Event} event */
  function keep(event) {
    events.push(event);
    // Any other name is resolved by the page before it is subscribed.
    if (event.type !== 'open' || !/^[\w:.^-]{1,64}$/.test(symbol)) return;
    socket.send(JSON.stringify({ type: 'subscribe', symbol, role: 'chart', candles: [{ interval: 1_000 }, { interval: 60_000 }] }));
    first.subscribed = symbol;
  }
  for (const type of ['open', 'message', 'close']) socket.addEventListener(type, keep);
  Object.assign(window, { firstSocket: first });
}
