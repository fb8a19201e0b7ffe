// @ts-check

/**
 * @typedef {object} Deps  of the browser, what sharing needs
 * @property {string} link
 * @property {string} title
 * @property {Pick<Navigator, 'clipboard'> & Partial<Pick<Navigator, 'share'>>} navigator
 * @property {(text: string) => boolean} copyByHand  the old way, for a page that came without TLS
 */

const COPIED = 'Link copied. Whoever opens it sees this symbol.';
const NOT_COPIED = 'The browser did not let this page copy the link. Please copy it from the address bar.';

/**
 * Hands the page's link on: to the device's own sharing where there is one, else to the clipboard.
 * @param {Deps} deps
 * @returns {Promise<string>}  what to tell the reader; empty if nothing
 */
export async function shareLink({ link, title, navigator, copyByHand }) {
  if (navigator.share) {
    try {
      await navigator.share({ title, url: link });
      return '';
    } catch (refusal) {
      // The reader closed the sheet: that is an answer. Anything else, and the clipboard may still do.
      if (refusal instanceof Error && refusal.name === 'AbortError') return '';
    }
  }
  try {
    await navigator.clipboard.writeText(link);
    return COPIED;
  } catch {
    // There is no clipboard without TLS, or it is not allowed.
    return copyByHand(link) ? COPIED : NOT_COPIED;
  }
}

/** Copies by way of a selection. @param {string} text */
export function copySelection(text) {
  const box = document.createElement('textarea');
  const focused = document.activeElement;
  box.className = 'unseen';
  box.value = text;
  document.body.append(box);
  box.select();
  const isCopied = document.execCommand?.('copy') ?? false;
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}

/**
 * The address of what is shown: the page's own, without what belongs to this visit only.
 * @param {string} href
 * @param {string} symbol
 */
export function linkOf(href, symbol) {
  const url = new URL(href);
  url.hash = '';
  if (symbol !== '') url.searchParams.set('symbol', symbol);
  return url.href;
}
