// @ts-check
import { backoff } from '../../kit/timers.js';

/**
 * @typedef {{ symbol: string, displaySymbol?: string, description?: string, type?: string }} Listing
 * @typedef {'loading' | 'failed' | 'refused' | 'empty' | 'retrying'} Trouble
 *   the server is still loading it, failed to get it, was refused it, got an empty one, or does not answer
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
/** Meaning of the server's error codes. @type {Map<unknown, Trouble>} */
const TROUBLES = new Map([['LIST_FAILED', 'failed'], ['LIST_REFUSED', 'refused'], ['LIST_EMPTY', 'empty']]);
/** Longest pause between two attempts, also if the server's `Retry-After` is longer; ms. */
const MAX_PAUSE = 30_000;

/**
 * Fetches the symbol list, retrying until there is one.
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
    // No answer, or not JSON: the caller reports it and tries again.
    return {};
  }
}

/** @param {Response} response @returns {Promise<unknown>} */
async function codeOf(response) {
  try {
    return (await response.json())?.code;
  } catch {
    // Not our JSON, perhaps a proxy's error page.
    return undefined;
  }
}

/** @param {string | null} header  such as `stock/US=28114, forex/oanda=0` @returns {MarketList[]} */
function toLists(header) {
  return [...(header ?? '').matchAll(/(\w+)\/([^=,]+)=(\d+)/g)].map(([, kind, exchange, size]) => ({ kind, exchange, size: Number(size) }));
}
