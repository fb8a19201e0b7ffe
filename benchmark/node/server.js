// The peer: what one writes with Node and ws in an hour. One upstream socket, each trade sent to each browser that wants it.
// Usage: node server.js <port> <upstream url>
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

const [port, upstreamUrl] = process.argv.slice(2);
/** @type {Map<string, Set<WebSocket>>} */
const viewers = new Map();
const upstream = new WebSocket(upstreamUrl);

upstream.on('message', (message) => {
  const { type, data } = JSON.parse(message.toString());
  if (type !== 'trade') {
    return;
  }
  for (const trade of data) {
    const text = JSON.stringify({ data: [trade], type });
    for (const browser of viewers.get(trade.s) ?? []) {
      browser.send(text);
    }
  }
});
upstream.on('close', () => process.exit(1));

const http = createServer((request, response) => {
  response.writeHead(upstream.readyState === WebSocket.OPEN ? 200 : 503).end();
});

new WebSocketServer({ server: http, path: '/prices' }).on('connection', (browser) => {
  const wanted = new Set();
  browser.on('message', (message) => {
    const { type, symbol } = JSON.parse(message.toString());
    if (type === 'subscribe') {
      wanted.add(symbol);
      join(browser, symbol);
    } else if (type === 'unsubscribe' && wanted.delete(symbol)) {
      leave(browser, symbol);
    }
  });
  browser.on('error', () => browser.terminate());
  browser.on('close', () => wanted.forEach((symbol) => leave(browser, symbol)));
});

function join(browser, symbol) {
  if (!viewers.has(symbol)) {
    viewers.set(symbol, new Set());
    upstream.send(JSON.stringify({ type: 'subscribe', symbol }));
  }
  viewers.get(symbol).add(browser);
}

function leave(browser, symbol) {
  viewers.get(symbol).delete(browser);
  if (viewers.get(symbol).size === 0) {
    viewers.delete(symbol);
    upstream.send(JSON.stringify({ type: 'unsubscribe', symbol }));
  }
}

http.listen(Number(port), '127.0.0.1', 4096);
