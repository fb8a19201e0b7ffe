// @ts-check
import { describe, expect, it } from 'vitest';
import { fetchRefusal } from '../../js/prices/handshake-refusal.js';

/** @param {number} status @param {string} [body] @param {Record<string, string>} [headers] */
const request = (status, body = '', headers = {}) => fetchRefusal('/prices', async (url) => {
  expect(url).toBe('/prices');
  return new Response(body, { status, headers });
});

describe('fetchRefusal', () => {
  it.each([401, 403, 429, 503])('reads reason and delay of a response with %i', async (status) => {
    expect(await request(status, '{"error":"Please come back later"}', { 'Retry-After': '30' }))
      .toEqual({ status, sentence: 'Please come back later', retryAfter: 30_000 });
  });

  it.each([['<h1>Too many</h1>', {}], ['null', { 'Retry-After': 'soon' }], ['{"error":5}', { 'Retry-After': '-1' }]])(
    'does without a sentence and a time: %s', async (body, headers) => {
      expect(await request(429, body, headers)).toEqual({ status: 429, sentence: '', retryAfter: 10_000 });
    });

  it('bounds both', async () => {
    const refusal = await request(503, JSON.stringify({ error: 'x'.repeat(1_000) }), { 'Retry-After': '86400' });
    expect(refusal).toEqual({ status: 503, sentence: 'x'.repeat(200), retryAfter: 300_000 });
  });

  it.each([200, 400, 404, 405, 426, 500])('takes %i for an admission', async (status) => {
    expect(await request(status)).toBe('admitted');
  });

  it('is undefined without a response', async () => {
    expect(await fetchRefusal('/prices', () => Promise.reject(new TypeError('no network')))).toBeUndefined();
  });
});
