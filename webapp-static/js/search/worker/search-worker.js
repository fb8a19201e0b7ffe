// @ts-check
import { createSearchService } from './search-service.js';

/**
 * The entry of the search worker: fetching, parsing and indexing 30,000 symbols, and fuzzy matching would each block the page for
 * longer than a frame.
 */
const handle = createSearchService({ reply: (reply) => self.postMessage(reply), pause: async () => undefined });
self.onmessage = ({ data }) => handle(data);
self.postMessage({ type: 'hello' });
