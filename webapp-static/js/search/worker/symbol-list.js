// @ts-check
import { backoff } from '../../kit/timers.js';

/**
 * @typedef {{ symbol: string, displaySymbol?: string, description?: string, type?: string }} Listing
 * @typedef {'loading' | 'failed' | 'refused' | 'empty' | 'retrying'} Trouble
 *   the server has none yet, cannot get it, may not have it, gets none of its exchanges, or does not answer
 * @typedef {{ kind: string, exchange: string, size: number }} MarketList  `stock`, `forex` or `crypto`, and how many symbols it has
 * @typedef {{ rows: Listing[], lists: MarketList[] }} SymbolList
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../../kit/timers.js').Clock} clock
 * @property {() => number} random
 * @property {(trouble: Trouble) => void} onTrouble
 */

const UNAVAILABLE = 503;
/** What the server says of its own trouble. @type {Map<unknown, Trouble>} */
const TROUBLES = new Map([['LIST_FAILED', 'failed'], ['LIST_REFUSED', 'refused'], ['LIST_EMPTY', 'empty']]);
/** Longer than this nobody waits for a search box, whatever the server says. */
const MAX_PAUSE = 30_000;

/**
 * Fetches the list of symbols, trying until there is one.
 * @param {Deps} deps
 * @returns {Promise<SymbolList>}
 */
export async function fetchSymbolList(deps) {
  for (let attempt = 0; ; attempt += 1) {
    const { rows, lists = [], pause, trouble = 'retrying' } = await fetchOnce(deps);
    if (rows) return { rows, lists };
    deps.onTrouble(trouble);
    const wait = Math.max(Math.min(pause ?? 0, MAX_PAUSE), backoff(attempt, deps.random));
    await new Promise((resolve) => deps.clock.set(() => resolve(undefined), wait));
  }
}

/**
 * @param {Deps} deps
 * @returns {Promise<{ rows?: Listing[], lists?: MarketList[], pause?: number, trouble?: Trouble }>}
 */
async function fetchOnce({ url, get }) {
  try {
    const response = await get(url);
    if (response.status === UNAVAILABLE) {
      const pause = 1_000 * (Number(response.headers.get('Retry-After')) || 1);
      return { pause, trouble: TROUBLES.get(await codeOf(response)) ?? 'loading' };
    }
    const rows = response.ok ? await response.json() : undefined;
    return { rows: Array.isArray(rows) ? rows : undefined, lists: toLists(response.headers.get('Symbol-Lists')) };
  } catch {
    // No answer, or not JSON: the caller says so on the page and tries again.
    return {};
  }
}

/** @param {Response} response @returns {Promise<unknown>} */
async function codeOf(response) {
  try {
    return (await response.json())?.code;
  } catch {
    // Not ours: a proxy's page.
    return undefined;
  }
}

/** @param {string | null} header  such as `stock/US=28114, forex/oanda=0` @returns {MarketList[]} */
function toLists(header) {
  return [...(header ?? '').matchAll(/(\w+)\/([^=,]+)=(\d+)/g)].map(([, kind, exchange, size]) => ({ kind, exchange, size: Number(size) }));
}
