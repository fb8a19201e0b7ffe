// @ts-check

/**
 * @typedef {import('./search-port.js').Question} Question
 * @typedef {import('./search-port.js').Reply} Reply
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
  const { symbolSearch } = await import('./worker/symbol-search.js');
  return symbolSearch({ reply, pause: () => new Promise((resolve) => { setTimeout(resolve, PAUSE); }) });
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
