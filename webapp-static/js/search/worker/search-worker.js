// @ts-check
import { createSearchService } from './search-service.js';

/**
 * The search on a thread of its own: fetching 30,000 symbols, reading and indexing them, and comparing letters would each hold
 * up the page for longer than a frame.
 */
const ask = createSearchService({ reply: (reply) => self.postMessage(reply), pause: async () => undefined });
self.onmessage = ({ data }) => ask(data);
self.postMessage({ type: 'hello' });
