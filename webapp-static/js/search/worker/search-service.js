// @ts-check
import { passes } from '../../symbols/kinds.js';
import { Catalogue } from './catalogue.js';
import { fetchSymbolList } from './symbol-list.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {import('../search-client.js').Entry} Entry
 * @typedef {import('../search-client.js').Question} Question
 * @typedef {import('../search-client.js').Reply} Reply
 * @typedef {Extract<Question, { type: 'search' }>} Search
 */

/** Popular symbols; those in the catalogue are suggested before anything is typed. */
const POPULAR = ['AAPL', 'MSFT', 'NVDA', 'TSLA', 'AMZN', 'OANDA:EUR_USD', 'OANDA:GBP_USD', 'OANDA:XAU_USD',
  'BINANCE:BTCUSDT', 'BINANCE:ETHUSDT', 'BINANCE:SOLUSDT'];

/** @param {Row} row @returns {Entry} */
const toEntry = ({ symbol, ticker, name, kind }) => ({ symbol, ticker, name, kind });

/**
 * Answers queries about the catalogue. Look-ups wait until there is one; of searches only the newest is answered.
 */
export class SearchService {
  /** @type {(reply: Reply) => void} */ #reply;
  /** @type {(action: () => void) => void} */ #runLater;
  /** @type {Catalogue | undefined} */ #catalogue;
  /** @type {Search | undefined} */ #newest;
  /** @type {string[]} */ #waiting = [];

  /**
   * @param {(reply: Reply) => void} reply
   * @param {(action: () => void) => void} later  defers it until queued messages were handled
   */
  constructor(reply, later) {
    this.#reply = reply;
    this.#runLater = later;
  }

  /** @param {Catalogue} catalogue @param {import('./symbol-list.js').MarketList[]} [lists]  those that it is made of */
  setCatalogue(catalogue, lists = []) {
    this.#catalogue = catalogue;
    this.#reply({ type: 'ready', size: catalogue.size, lists });
    if (this.#newest) this.search(this.#newest);
    if (this.#waiting.length > 0) this.lookUp(this.#waiting.splice(0));
  }

  /** @param {string[]} texts */
  lookUp(texts) {
    const catalogue = this.#catalogue;
    if (!catalogue) this.#waiting.push(...texts);
    else this.#reply({ type: 'rows', rows: texts.map((text) => [text, this.#entry(text)]) });
  }

  /** @param {Search} question */
  search(question) {
    this.#newest = question;
    const catalogue = this.#catalogue;
    if (!catalogue) return;
    const { id, text, filter, running } = question;
    if (text.trim() === '') {
      this.#suggest(question);
      return;
    }
    const { rows, total } = catalogue.direct(text, filter, new Set(running));
    const isFinal = !catalogue.needsFuzzy(text, rows);
    this.#answer(id, rows, total, isFinal);
    // If a newer query has arrived meanwhile, this answer is no longer wanted.
    if (!isFinal) this.#runLater(() => { if (this.#newest === question) this.#answerFuzzy(question, rows, total); });
  }

  /** @param {Search} question @param {Row[]} rows @param {number} total */
  #answerFuzzy({ id, text, filter, running }, rows, total) {
    const more = this.#catalogue?.fuzzy(text, filter, rows, new Set(running)) ?? [];
    this.#answer(id, [...rows, ...more], total + more.length, true);
  }

  /** @param {number} id @param {Row[]} rows @param {number} total @param {boolean} isFinal */
  #answer(id, rows, total, isFinal) {
    const groups = rows.length === 0 ? [] : [{ heading: '', rows: rows.map(toEntry) }];
    this.#reply({ type: 'answer', id, groups, total, isFinal });
  }

  /** @param {Search} question */
  #suggest({ id, filter, recent, running }) {
    const shown = new Set();
    const groups = [['Open now, already running', running], ['Recent', recent], ['Popular', POPULAR]].map(([heading, symbols]) => {
      const rows = this.#entries(/** @type {string[]} */ (symbols), filter).filter(({ symbol }) => !shown.has(symbol));
      rows.forEach(({ symbol }) => shown.add(symbol));
      return { heading: String(heading), rows };
    }).filter(({ rows }) => rows.length > 0);
    this.#reply({ type: 'answer', id, groups, total: shown.size, isFinal: true });
  }

  /** @param {string[]} symbols @param {import('../search-client.js').Filter} filter */
  #entries(symbols, filter) {
    return symbols.flatMap((symbol) => this.#catalogue?.find(symbol) ?? []).filter((row) => passes(row, filter)).map(toEntry);
  }

  /** @param {string} text */
  #entry(text) {
    const row = this.#catalogue?.resolve(text);
    return row ? toEntry(row) : null;
  }
}

/**
 * Creates the search service, which also fetches the symbol list; the same in a worker and in the page.
 * @param {object} deps
 * @param {(reply: import('../search-client.js').Reply) => void} deps.reply
 * @param {() => Promise<void>} deps.pause  yields to other work of the thread
 * @returns {(question: import('../search-client.js').Question) => void}
 */
export function createSearchService({ reply, pause }) {
  const clock = {
    set: (/** @type {() => void} */ action, /** @type {number} */ delay) => Number(setTimeout(action, delay)),
    clear: (/** @type {number} */ id) => clearTimeout(id),
  };
  const service = new SearchService(reply, (action) => clock.set(action, 0));

  /** @param {string} url */
  const open = async (url) => {
    const onTrouble = (/** @type {import('./symbol-list.js').Trouble} */ trouble) => reply({ type: 'trouble', trouble });
    const { rows, lists } = await fetchSymbolList({ url, get: (address) => fetch(address), clock, random: Math.random, onTrouble });
    service.setCatalogue(await Catalogue.inSlices(rows, pause), lists);
  };

  return (question) => {
    if (question.type === 'open') open(question.url);
    else if (question.type === 'search') service.search(question);
    else service.lookUp(question.texts);
  };
}
