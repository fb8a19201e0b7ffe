// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchClient, openSearch } from '../../js/search/search-client.js';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { SearchService } from '../../js/search/worker/search-service.js';

/**
 * @typedef {import('../../js/search/search-client.js').Question} Question
 * @typedef {import('../../js/search/search-client.js').Reply} Reply
 * @typedef {import('../../js/search/search-client.js').Answer} Answer
 */

const CATALOGUE = new Catalogue([
  { symbol: 'AAPL', description: 'APPLE INC', type: 'Common Stock' },
  { symbol: 'MSFT', description: 'MICROSOFT CORP', type: 'Common Stock' },
  { symbol: 'OANDA:EUR_USD', displaySymbol: 'EUR/USD', description: 'Oanda EUR/USD', type: 'Forex' },
]);

/** @type {Question[]} */ let posted;
/** @type {string[]} */ let calls;
/** @type {SearchClient} */ let client;
/** @type {[string, { symbol: string } | null][]} */ let rows;

beforeEach(() => {
  posted = [];
  calls = [];
  rows = [];
  client = new SearchClient({
    post: (question) => posted.push(question),
    onTrouble: (trouble) => calls.push(trouble),
    onReady: () => calls.push('ready'),
    onRows: (some) => rows.push(...some),
  });
});

/** @param {string} text */
const search = (text) => client.search({ text, filter: 'all', recent: [], running: [] }, (answer) => calls.push(`${text}: ${answer.total}`));
/** @param {number} id @param {number} total @returns {Reply} */
const answer = (id, total) => ({ type: 'answer', id, groups: [], total, isFinal: true });

describe('SearchClient', () => {
  it('passes on only the answer to the newest query, in whatever order answers arrive', () => {
    search('a');
    search('ap');
    client.onReply(answer(2, 20));
    client.onReply(answer(1, 10));
    expect(calls).toEqual(['ap: 20']);
    search('app');
    client.onReply(answer(2, 21));
    client.onReply(answer(3, 30));
    client.onReply(answer(3, 31));
    expect(calls).toEqual(['ap: 20', 'app: 30', 'app: 31']);
  });

  it('reports trouble, the list, and rows', () => {
    client.open('http://here/api/symbols');
    client.lookUp(['AAPL']);
    expect(posted).toEqual([{ type: 'open', url: 'http://here/api/symbols' }, { type: 'look-up', texts: ['AAPL'] }]);
    client.onReply({ type: 'hello' });
    client.onReply({ type: 'trouble', trouble: 'retrying' });
    client.onReply({ type: 'ready', size: 3 });
    client.onReply({ type: 'rows', rows: [['AAPL', null]] });
    expect([calls, rows]).toEqual([['retrying', 'ready'], [['AAPL', null]]]);
  });
});

describe('SearchService', () => {
  /** @type {Reply[]} */ let replies;
  /** @type {(() => void)[]} */ let later;
  /** @type {SearchService} */ let service;
  /** @param {number} id @param {string} text @param {'all' | 'forex'} [filter] */
  const search = (id, text, filter = 'all', running = /** @type {string[]} */ ([])) => service.search(
    { type: 'search', id, text, filter, recent: ['MSFT'], running });
  const answers = () => replies.splice(0).map((reply) => {
    if (reply.type !== 'answer') return reply.type;
    const symbols = reply.groups.flatMap((group) => group.rows.map((row) => row.symbol));
    return [`${reply.id}${reply.isFinal ? '' : '…'}`, ...symbols].join(' ');
  });

  beforeEach(() => {
    replies = [];
    later = [];
    service = new SearchService((reply) => replies.push(structuredClone(reply)), (action) => later.push(action));
  });

  it('answers queries sent before there was a list, of searches only the newest', () => {
    search(1, 'app');
    search(2, 'mic');
    service.lookUp(['eur/usd', 'NONE']);
    expect(replies).toEqual([]);
    service.setCatalogue(CATALOGUE);
    expect(replies.at(-1)).toEqual({
      type: 'rows',
      rows: [['eur/usd', { symbol: 'OANDA:EUR_USD', ticker: 'EUR/USD', name: 'Oanda EUR/USD', kind: 'Forex' }], ['NONE', null]],
    });
    expect(answers()).toEqual(['ready', '2… MSFT', 'rows']);
  });

  it('answers twice if there may be a typing error, otherwise once', () => {
    service.setCatalogue(CATALOGUE);
    replies = [];
    search(1, 'microsft');
    expect(answers()).toEqual(['1…']);
    later.splice(0).forEach((action) => action());
    expect(answers()).toEqual(['1 MSFT']);
    search(2, 'ms');
    expect([answers(), later]).toEqual([['2 MSFT'], []]);
  });

  it('does not match a replaced query fuzzily', () => {
    service.setCatalogue(CATALOGUE);
    replies = [];
    search(1, 'microsft');
    search(2, 'aple');
    later.splice(0).forEach((action) => action());
    expect(answers()).toEqual(['1…', '2…', '2 AAPL']);
  });

  it('puts the symbols that can be opened first, each once', () => {
    service.setCatalogue(CATALOGUE);
    replies = [];
    search(1, '', 'all', ['OANDA:EUR_USD', 'GONE']);
    expect(replies[0]).toMatchObject({ groups: [
      { heading: 'Open now, already running', rows: [{ symbol: 'OANDA:EUR_USD' }] },
      { heading: 'Recent', rows: [{ symbol: 'MSFT' }] }, { heading: 'Popular', rows: [{ symbol: 'AAPL' }] },
    ], total: 3 });
    replies = [];
    service.setCatalogue(new Catalogue(Array.from({ length: 30 }, (_, i) => ({ symbol: `ZOO${i}`, description: `ZOO ${i}` }))));
    replies = [];
    search(2, 'zoo', 'all', ['ZOO27', 'ZOO9']);
    search(3, 'zooo', 'all', ['ZOO27']);
    later.splice(0).forEach((action) => action());
    const [direct, , forgiving] = replies.map((reply) => (reply.type === 'answer' ? reply.groups : []));
    expect(direct[0].rows.slice(0, 3).map((row) => row.symbol)).toEqual(['ZOO9', 'ZOO27', 'ZOO0']);
    expect(forgiving[0].rows[0].symbol).toBe('ZOO27');
  });

  it('suggests popular symbols of the catalogue, of the requested kind', () => {
    service.setCatalogue(CATALOGUE);
    replies = [];
    search(1, ' ');
    search(2, '', 'forex');
    expect(answers()).toEqual(['1 MSFT AAPL OANDA:EUR_USD', '2 OANDA:EUR_USD']);
  });
});

describe('openSearch', () => {
  /** @type {Reply[]} */ let replies;
  beforeEach(() => {
    replies = [];
    vi.stubGlobal('fetch', async () => Response.json([{ symbol: 'AAPL', description: 'APPLE INC' }]));
    return () => vi.unstubAllGlobals();
  });
  const fakeWorker = () => {
    /** @type {Question[]} */ const questions = [];
    const worker = {
      questions,
      isEnded: false,
      postMessage: (/** @type {Question} */ one) => questions.push(one),
      terminate: () => { worker.isEnded = true; },
    };
    return /** @type {Worker & typeof worker} */ (/** @type {unknown} */ (worker));
  };
  const types = () => replies.map((reply) => reply.type);

  it('sends queries to the worker', () => {
    const worker = fakeWorker();
    const post = openSearch((reply) => replies.push(reply), () => worker);
    post({ type: 'look-up', texts: ['X'] });
    worker.onmessage?.(new MessageEvent('message', { data: { type: 'hello' } }));
    worker.onerror?.(new ErrorEvent('error'));
    expect([worker.questions.length, worker.isEnded, types()]).toEqual([1, false, ['hello']]);
  });

  it.each([
    ['is not allowed', () => { throw new DOMException('no workers here'); }],
    ['does not start', () => {
      const worker = fakeWorker();
      queueMicrotask(() => worker.onerror?.(new ErrorEvent('error')));
      return worker;
    }],
  ])('searches in the page when a worker %s, without losing a query', async (_why, create) => {
    const post = openSearch((reply) => replies.push(reply), create);
    post({ type: 'open', url: 'http://here/api/symbols' });
    post({ type: 'look-up', texts: ['aapl'] });
    await vi.waitFor(() => expect(types()).toEqual(['ready', 'rows']));
    post({ type: 'search', id: 1, text: 'aapl', filter: 'all', recent: [], running: [] });
    await vi.waitFor(() => expect(replies.at(-1)).toMatchObject({ type: 'answer', id: 1, total: 1, isFinal: true }));
  });

  it('retries when the files of the search cannot be loaded, and reports it', async () => {
    vi.useFakeTimers();
    const workers = [fakeWorker(), fakeWorker()];
    let tried = 0;
    const post = openSearch((reply) => replies.push(reply), () => workers[tried++], () => Promise.reject(new TypeError('no network')));
    post({ type: 'open', url: 'http://here/api/symbols' });
    workers[0].onerror?.(new ErrorEvent('error'));
    await vi.waitFor(() => expect(replies).toEqual([{ type: 'trouble', trouble: 'retrying' }]));
    post({ type: 'look-up', texts: ['aapl'] });
    vi.runAllTimers();
    expect(workers[1].questions.map(({ type }) => type)).toEqual(['open', 'look-up']);
    vi.useRealTimers();
  });
});
