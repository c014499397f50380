// An email that came from another app: shared to the installed page, or opened with it as a file. The service worker kept it on this
// device until the page takes it, and it is gone from there then.

import { form } from "./dom.mjs";

const SHARED = "#shared";

/** What was shared to this page, once. @returns {Promise<string | null>} */
async function shared() {
  if (location.hash !== SHARED || !("caches" in self)) return null;
  history.replaceState(null, "", location.pathname);
  const base = new URL(`${/** @type {HTMLElement} */ (form.closest("[data-base]")).dataset.base}/`, document.baseURI).href;
  const name = `gracious-reply ${base} shared`; // as in the service worker
  const kept = await (await caches.open(name)).match(new URL("reply/shared", base));
  const text = kept ? await kept.text() : null;
  await caches.delete(name);
  return text;
}

/** @param {(text: string) => void} take */
export function takeShared(take) {
  shared().then((text) => text && take(text)).catch(() => {}); // nothing can be kept here
  window.launchQueue?.setConsumer(async ({ files }) => {
    const [first] = files ?? [];
    if (first) take(await (await first.getFile()).text());
  });
}
