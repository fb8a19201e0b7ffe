// @ts-check

/**
 * @typedef {object} Deps  what sharing needs of the browser
 * @property {string} link
 * @property {string} title
 * @property {Pick<Navigator, 'clipboard'> & Partial<Pick<Navigator, 'share'>>} navigator
 * @property {(text: string) => boolean} copyByHand  fallback for pages loaded without TLS
 */

const COPIED = 'Link copied. It opens this symbol.';
const NOT_COPIED = 'The browser did not let this page copy the link. Please copy it from the address bar.';

/**
 * Shares the page's link by the device's own share sheet if there is one, otherwise copies it to the clipboard.
 * @param {Deps} deps
 * @returns {Promise<string>}  the message to show; empty for none
 */
export async function shareLink({ link, title, navigator, copyByHand }) {
  if (navigator.share) {
    try {
      await navigator.share({ title, url: link });
      return '';
    } catch (refusal) {
      // The user closed the share sheet. After any other error the clipboard may still work.
      if (refusal instanceof Error && refusal.name === 'AbortError') return '';
    }
  }
  try {
    await navigator.clipboard.writeText(link);
    return COPIED;
  } catch {
    // Without TLS there is no clipboard, or it is not permitted.
    return copyByHand(link) ? COPIED : NOT_COPIED;
  }
}

/** Copies by selecting the text in a hidden field. @param {string} text */
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
 * The link to the symbol shown: the page's address without the fragment.
 * @param {string} href
 * @param {string} symbol
 */
export function linkOf(href, symbol) {
  const url = new URL(href);
  url.hash = '';
  if (symbol !== '') url.searchParams.set('symbol', symbol);
  return url.href;
}
