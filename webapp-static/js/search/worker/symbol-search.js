// @ts-check
import { Catalogue } from './catalogue.js';
import { fetchSymbolList } from './symbol-list.js';
import { SearchDesk } from './search-desk.js';

/**
 * The search as a whole, fetching the list included, the same in a worker and where there is none.
 * @param {object} around
 * @param {(reply: import('../search-port.js').Reply) => void} around.reply
 * @param {() => Promise<void>} around.pause  lets other work of the thread go on
 * @returns {(question: import('../search-port.js').Question) => void}
 */
export function symbolSearch({ reply, pause }) {
  const clock = {
    set: (/** @type {() => void} */ action, /** @type {number} */ delay) => Number(setTimeout(action, delay)),
    clear: (/** @type {number} */ id) => clearTimeout(id),
  };
  const desk = new SearchDesk(reply, (action) => clock.set(action, 0));

  /** @param {string} url */
  const open = async (url) => {
    const onTrouble = (/** @type {import('./symbol-list.js').Trouble} */ trouble) => reply({ type: 'trouble', trouble });
    const { rows, lists } = await fetchSymbolList({ url, get: (address) => fetch(address), clock, random: Math.random, onTrouble });
    desk.stock(await Catalogue.inSlices(rows, pause), lists);
  };

  return (question) => {
    if (question.type === 'open') open(question.url);
    else if (question.type === 'search') desk.search(question);
    else desk.lookUp(question.texts);
  };
}
