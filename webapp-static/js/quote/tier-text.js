// @ts-check
import { ordinal } from '../kit/format.js';

/**
 * @typedef {import('../prices/protocol.js').Tier} Tier
 * @typedef {import('../kit/format.js').Format} Format
 */

/** Why a symbol is not streamed. */
const TEXTS = {
  mute: 'The free feed does not carry this symbol',
  closed: 'Market closed',
  refused: 'The data provider does not carry this symbol',
};
/** Short texts for the watchlist. */
const SHORT_TEXTS = { ...TEXTS, mute: 'Not on the free feed', refused: 'Not carried by the provider' };

/**
 * How a symbol gets its prices while they do not come trade by trade: `2nd in line for live prices · every 15 s meanwhile`. Empty
 * if they do.
 * @param {Tier} tier
 * @param {Format} format
 */
export function tierText({ kind, position, every, why }, format) {
  if (kind === 'streamed') return '';
  if (why === 'closed') return TEXTS.closed;
  const pause = every === undefined ? '' : ` · every ${format.duration(every)}`;
  if (why === 'mute' || why === 'refused') return `${TEXTS[why]}${pause}`;
  return `${lineText(position)}${pause && `${pause} meanwhile`}`;
}

/**
 * The same in one short line, for a row of the watchlist: `2nd in line for live prices · every 15 s`.
 * @param {Tier} tier
 * @param {Format} format
 */
export function shortTierText({ kind, position, every, why }, format) {
  if (kind === 'streamed') return '';
  if (why === 'closed') return SHORT_TEXTS.closed;
  const words = why === 'mute' || why === 'refused' ? SHORT_TEXTS[why] : lineText(position);
  return every === undefined ? words : `${words} · every ${format.duration(every)}`;
}

/** @param {number | undefined} position */
function lineText(position) {
  return position === undefined ? 'In line for live prices' : `${ordinal(position)} in line for live prices`;
}
