// Ways out for a text: the clipboard, and where that is refused, the selected text; the mail program, a web mail, a file.

/** Longer links are cut or refused by some mail programs. */
const LONGEST_LINK = 1_800;
/** Web mails take more, but their hosts refuse very long addresses. */
const LONGEST_ADDRESS = 6_000;

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
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/**
 * A link that opens the mail program with the letter in it; with the subject alone where the whole would be too long.
 * @param {Page.Text} letter
 * @returns {{href: string, whole: boolean}}
 */
export function mailLink({ subject, body }) {
  const short = `mailto:?subject=${encoded(subject)}`;
  const href = `${short}&body=${encoded(body)}`;
  return href.length <= LONGEST_LINK ? { href, whole: true } : { href: cut(short, LONGEST_LINK), whole: false };
}

/**
 * The address at which a web mail opens a new mail with this letter in it.
 * @param {"gmail" | "outlook"} host
 * @param {Page.Text} letter
 * @returns {{href: string, whole: boolean}}
 */
export function webMail(host, { subject, body }) {
  const short = host === "gmail"
    ? `https://mail.google.com/mail/?view=cm&fs=1&su=${encoded(subject)}`
    : `https://outlook.live.com/mail/0/deeplink/compose?subject=${encoded(subject)}`;
  const href = `${short}&body=${encoded(body)}`;
  return href.length <= LONGEST_ADDRESS ? { href, whole: true } : { href: cut(short, LONGEST_ADDRESS), whole: false };
}

/** Give the person a file. @param {string} name @param {string} text @param {string} type */
export function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // Some browsers read the address only after the click has long been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @param {string} text */
function encoded(text) {
  return encodeURIComponent(wellFormed(text).replace(/\r?\n/g, "\r\n"));
}

/** An address cut to so many signs, but never within a sign of its text. @param {string} address @param {number} most */
const cut = (address, most) =>
  address.length > most
    ? address.slice(0, most).replace(/(?:%[C-F][\dA-F](?:%[89AB][\dA-F])*)?(?:%[\dA-F]?)?$/, "")
    : address;

/** Half an emoji cannot be encoded; it becomes the sign for "unknown". @param {string} text */
function wellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
