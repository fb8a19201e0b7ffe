// @ts-check

/**
 * Why the server refuses a handshake.
 * @typedef {object} Refusal
 * @property {number} status  of the HTTP response
 * @property {string} sentence  the server's explanation for a person; empty if there is none
 * @property {number} retryAfter  ms
 */

/** Status codes with which a server refuses handshakes; any other response means that the next one may succeed. */
const REFUSALS = [401, 403, 429, 503];
/** Without `Retry-After`, and at most, ms. */
const RETRY_AFTER = 10_000;
const MAX_RETRY_AFTER = 5 * 60_000;
const MAX_SENTENCE = 200;

/**
 * Requests the cause over HTTP when handshakes fail, because browsers do not expose the response to a handshake. The server
 * applies the same checks to any request for the WebSocket's address. It is a POST, because a GET of the page's own server carries
 * no `Origin`.
 * @param {string} url
 * @param {(url: string) => Promise<Response>} post
 * @returns {Promise<Refusal | 'admitted' | undefined>} undefined without a response
 */
export async function fetchRefusal(url, post) {
  try {
    const response = await post(url);
    if (!REFUSALS.includes(response.status)) return 'admitted';
    return { status: response.status, sentence: await sentenceOf(response), retryAfter: retryAfterOf(response) };
  } catch {
    // No response: the server cannot be reached, which the page shows anyway.
    return undefined;
  }
}

/** @param {Response} response */
async function sentenceOf(response) {
  try {
    const { error } = await response.json();
    return typeof error === 'string' ? error.slice(0, MAX_SENTENCE) : '';
  } catch {
    // The page of a proxy.
    return '';
  }
}

/** @param {Response} response */
function retryAfterOf({ headers }) {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(MAX_RETRY_AFTER, seconds * 1_000) : RETRY_AFTER;
}
