// @ts-check

/**
 * The protocol between page and search worker.
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {{ heading: string, rows: Entry[] }} Group
 * @typedef {object} Query
 * @property {string} text  empty for suggestions
 * @property {Filter} filter
 * @property {string[]} recent   chosen recently
 * @property {string[]} running  the only symbols that stream at once, if all slots are used; they come first
 * @typedef {object} Answer
 * @property {number} id
 * @property {Group[]} groups
 * @property {number} total     number of matches, including those not in the groups
 * @property {boolean} isFinal  false if another answer with the same rows and more behind them will follow
 * @typedef {{ type: 'open', url: string }
 *   | ({ type: 'search', id: number } & Query)
 *   | { type: 'look-up', texts: string[] }} Question
 * @typedef {{ type: 'hello' }
 *   | { type: 'trouble', trouble: import('./worker/symbol-list.js').Trouble }
 *   | { type: 'ready', size: number, lists?: import('./worker/symbol-list.js').MarketList[] }
 *   | ({ type: 'answer' } & Answer)
 *   | { type: 'rows', rows: [string, Entry | null][] }} Reply
 * @typedef {(question: Question) => void} Post
 * @typedef {object} Deps
 * @property {Post} post
 * @property {(trouble: import('./worker/symbol-list.js').Trouble) => void} onTrouble
 * @property {(lists: import('./worker/symbol-list.js').MarketList[]) => void} onReady  the catalogue is ready, made of these lists
 * @property {(rows: [string, Entry | null][]) => void} onRows
 */

/** Pause between two slices of work, ms: a task, so that a frame can be painted. */
const PAUSE = 0;
/** Pause before the worker's files are requested again, ms. */
const RETRY = 10_000;

/** The page's side of the protocol. Answers carry the number of their query; only those to the newest are passed on. */
export class SearchClient {
  /** @type {Deps} */ #deps;
  #newest = 0;
  /** @type {((answer: Answer) => void) | undefined} */ #onAnswer;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
  }

  /** Starts to fetch the symbol list. @param {string} url */
  open(url) {
    this.#deps.post({ type: 'open', url });
  }

  /**
   * @param {Query} query
   * @param {(answer: Answer) => void} onAnswer  called once or twice, or never if another query follows
   */
  search(query, onAnswer) {
    this.#newest += 1;
    this.#onAnswer = onAnswer;
    this.#deps.post({ type: 'search', id: this.#newest, ...query });
  }

  /** @param {string[]} texts  symbols, or names as people write them */
  lookUp(texts) {
    this.#deps.post({ type: 'look-up', texts });
  }

  /** @param {Reply} reply */
  onReply(reply) {
    if (reply.type === 'trouble') this.#deps.onTrouble(reply.trouble);
    else if (reply.type === 'ready') this.#deps.onReady(reply.lists ?? []);
    else if (reply.type === 'rows') this.#deps.onRows(reply.rows);
    else if (reply.type === 'answer' && reply.id === this.#newest) this.#onAnswer?.(reply);
  }
}

/** @returns {Worker} */
const newWorker = () => new Worker(new URL('./worker/search-worker.js', import.meta.url), { type: 'module' });

/**
 * Fallback without a worker, in slices, for browsers and sites that do not allow one.
 * @param {(reply: Reply) => void} reply
 * @returns {Promise<Post>}
 */
async function searchInPage(reply) {
  const { createSearchService } = await import('./worker/search-service.js');
  return createSearchService({ reply, pause: () => new Promise((resolve) => { setTimeout(resolve, PAUSE); }) });
}

/**
 * Starts the search in a worker, or in the page if there can be no worker. If its files cannot be loaded, it tries again later.
 * Messages posted until then are sent again.
 * @param {(reply: Reply) => void} onReply
 * @param {() => Worker} [createWorker]
 * @param {(reply: (reply: Reply) => void) => Promise<Post>} [stay]
 * @returns {Post}
 */
export function openSearch(onReply, createWorker = newWorker, stay = searchInPage) {
  /** Posted, but not known to have arrived. @type {Question[] | undefined} */ let unconfirmed = [];
  /** @type {Post} */ let post = () => undefined;

  const stayInPage = async () => {
    try {
      post = await stay(onReply);
      unconfirmed?.splice(0).forEach(post);
      unconfirmed = undefined;
    } catch {
      // No network, or signed out meanwhile: the page shows the cause.
      onReply({ type: 'trouble', trouble: 'retrying' });
      setTimeout(start, RETRY);
    }
  };
  const start = () => {
    try {
      const worker = createWorker();
      post = (question) => worker.postMessage(question);
      worker.onmessage = ({ data }) => {
        unconfirmed = undefined;
        onReply(data);
      };
      worker.onerror = () => {
        if (!unconfirmed) return; // one query failed; the worker continues
        worker.terminate();
        post = () => undefined;
        stayInPage();
      };
      unconfirmed?.forEach(post);
    } catch {
      stayInPage();
    }
  };
  start();
  return (question) => {
    unconfirmed?.push(question);
    post(question);
  };
}
