// Ways out for a text: the clipboard, and where that is refused, the selected text; the mail program.

/** Longer links are cut or refused by some mail programs. */
const LONGEST_LINK = 1_800;

/**
 * Copy a text. Where the browser refuses, the field holding it is selected, ready to be copied by hand.
 * @param {string} text
 * @param {HTMLTextAreaElement | HTMLElement} shown where the same text stands on the page
 * @returns {Promise<boolean>} whether it is in the clipboard now
 */
export async function copyText(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    select(shown);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

/** @param {HTMLTextAreaElement | HTMLElement} shown */
function select(shown) {
  if (shown instanceof HTMLTextAreaElement) {
    shown.focus();
    shown.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(shown);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/**
 * A link that opens the mail program with the letter in it; with the subject alone where the whole would be too long.
 * @param {string} subject @param {string} body
 * @returns {{href: string, whole: boolean}}
 */
export function mailLink(subject, body) {
  const encoded = (/** @type {string} */ text) => encodeURIComponent(wellFormed(text).replace(/\r?\n/g, "\r\n"));
  const short = `mailto:?subject=${encoded(subject)}`;
  const href = `${short}&body=${encoded(body)}`;
  return href.length <= LONGEST_LINK ? { href, whole: true } : { href: short.slice(0, LONGEST_LINK), whole: false };
}

/** Half an emoji cannot be encoded; it becomes the sign for "unknown". @param {string} text */
function wellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
