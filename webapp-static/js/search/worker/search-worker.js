// @ts-check
import { createSearchService } from './search-service.js';

/**
 * The entry of the search worker: fetching, parsing and indexing 30,000 symbols, and fuzzy matching would each block the page for
 * longer than a frame.
 */
const ask = createSearchService({ reply: (reply) => self.postMessage(reply), pause: async () => undefined });
self.onmessage = ({ data }) => ask(data);
self.postMessage({ type: 'hello' });
