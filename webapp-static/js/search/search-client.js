// @ts-check

/**
 * How the page and its search worker speak. The types are those of the messages.
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {{ heading: string, rows: Entry[] }} Group
 * @typedef {object} Query
 * @property {string} text  empty: what to offer before one is typed
 * @property {Filter} filter
 * @property {string[]} recent   chosen lately
 * @property {string[]} running  all that can be opened, if it is not any symbol; these come first
 * @typedef {object} Answer
 * @property {number} id
 * @property {Group[]} groups
 * @property {number} total     how many rows there are, beyond those in the groups
 * @property {boolean} isFinal  false if the same rows will come once more, with others behind them
 * @typedef {{ type: 'open', url: string }
 *   | ({ type: 'search', id: number } & Query)
 *   | { type: 'look-up', texts: string[] }} Question
 * @typedef {{ type: 'hello' }
 *   | { type: 'trouble', trouble: import('./worker/symbol-list.js').Trouble }
 *   | { type: 'ready', size: number, lists?: import('./worker/symbol-list.js').MarketList[] }
 *   | ({ type: 'answer' } & Answer)
 *   | { type: 'rows', rows: [string, Entry | null][] }} Reply
 * @typedef {object} Deps
 * @property {(question: Question) => void} post
 * @property {(trouble: import('./worker/symbol-list.js').Trouble) => void} onTrouble
 * @property {(lists: import('./worker/symbol-list.js').MarketList[]) => void} onReady  there is a list, made of these
 * @property {(rows: [string, Entry | null][]) => void} onRows
 */

/** The page's end. Answers carry the number of their question; only those to the newest are passed on. */
export class SearchClient {
  /** @type {Deps} */ #deps;
  #newest = 0;
  /** @type {((answer: Answer) => void) | undefined} */ #onAnswer;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
  }

  /** Begins to fetch the list. @param {string} url */
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

/**
 * @typedef {(question: Question) => void} Post
 */

/** Long enough for a frame to be painted between two slices of work. */
const PAUSE = 0;
/** Before the files are asked for again; ms. */
const RETRY = 10_000;

/** @returns {Worker} */
const newWorker = () => new Worker(new URL('./worker/search-worker.js', import.meta.url), { type: 'module' });

/**
 * The same search without a worker, in slices, for browsers and sites that allow none: slower, not silent.
 * @param {(reply: Reply) => void} reply
 * @returns {Promise<Post>}
 */
async function searchInPage(reply) {
  const { createSearchService } = await import('./worker/search-service.js');
  return createSearchService({ reply, pause: () => new Promise((resolve) => { setTimeout(resolve, PAUSE); }) });
}

/**
 * Starts the search in a worker; if that cannot be had, in the page; if its files cannot be had either, later. What was asked
 * until then is asked again.
 * @param {(reply: Reply) => void} onReply
 * @param {() => Worker} [createWorker]
 * @param {(reply: (reply: Reply) => void) => Promise<Post>} [stay]
 * @returns {Post}
 */
export function openSearch(onReply, createWorker = newWorker, stay = searchInPage) {
  /** Asked, but not known to have been heard. @type {Question[] | undefined} */ let unheard = [];
  /** @type {Post} */ let post = () => undefined;

  const stayInPage = async () => {
    try {
      post = await stay(onReply);
      unheard?.splice(0).forEach(post);
      unheard = undefined;
    } catch {
      // No network, or signed out meanwhile: the page says what is the matter.
      onReply({ type: 'trouble', trouble: 'retrying' });
      setTimeout(start, RETRY);
    }
  };
  const start = () => {
    try {
      const worker = createWorker();
      post = (question) => worker.postMessage(question);
      worker.onmessage = ({ data }) => {
        unheard = undefined;
        onReply(data);
      };
      worker.onerror = () => {
        if (!unheard) return; // one question failed; the worker lives
        worker.terminate();
        post = () => undefined;
        stayInPage();
      };
      unheard?.forEach(post);
    } catch {
      stayInPage();
    }
  };
  start();
  return (question) => {
    unheard?.push(question);
    post(question);
  };
}
