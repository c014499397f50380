// A picture of Python's memory with the engine in it, taken on this device and kept by it, so that the next start need not begin
// anew. It is made in a worker of its own, which never sees what anybody types. A start is always possible without it: at the first
// doubt it is dropped.

/** Asked when the picture is made and when it is used. */
export const QUESTION = JSON.stringify({ ask: "compose", situation: {}, kind: "reply", now: "2026-03-04T10:00:00+01:00" });

/** The first reading and the first review prepare their rules, which takes a while. */
export const FIRST = [
  { ask: "read", mail: "." },
  { ask: "review", draft: ".", kind: "reply", now: "2026-03-04T10:00:00+01:00" },
].map((request) => JSON.stringify(request));

/**
 * Take a picture of an engine that was started to be taken one of, and keep it in place of older ones.
 * @param {Page.Manifest} manifest @param {Page.Started} engine
 */
export async function take(manifest, { python, answer }) {
  for (const request of FIRST) answer(request);
  const said = answer(QUESTION);
  answer.destroy(); // nothing of JavaScript may be in it
  await keep(manifest, { bytes: python.makeMemorySnapshot(), answer: said });
}

/** Sites below one host share its storage, so names begin with ours; the service worker deletes by the same beginning. */
const ours = (/** @type {Page.Manifest} */ manifest) => `gracious-reply ${new URL("../", manifest.python).href} memory `;
const nameOf = (/** @type {Page.Manifest} */ manifest) => ours(manifest) + manifest.build;
// Addresses of no file, so that nobody is ever given one of these in place of a file.
const addressOf = (/** @type {Page.Manifest} */ { pyodide }) => `${pyodide}memory`;
const noteOf = (/** @type {Page.Manifest} */ { pyodide }) => `${pyodide}memory.json`;

/**
 * The picture that fits this engine and this very browser, whole; null where there is none or nothing may be kept.
 * @param {Page.Manifest} manifest @returns {Promise<Page.Picture | null>}
 */
export async function find(manifest) {
  try {
    const within = { cacheName: nameOf(manifest) };
    const [memory, note] = await Promise.all([addressOf, noteOf].map((of) => caches.match(of(manifest), within)));
    if (!memory || !note) return null;
    const [bytes, { browser, sum, answer }] = await Promise.all([memory.arrayBuffer(), note.json()]);
    // Another browser version may do without what the picture counts on.
    if (browser !== navigator.userAgent || sum !== (await sumOf(bytes))) return null;
    return { bytes: new Uint8Array(bytes), answer };
  } catch {
    return null;
  }
}

/** @param {Page.Manifest} manifest @param {Page.Picture} picture */
async function keep(manifest, { bytes, answer }) {
  const old = (await caches.keys()).filter((name) => name.startsWith(ours(manifest)));
  await Promise.all(old.map((name) => caches.delete(name)));
  const cache = await caches.open(nameOf(manifest));
  await cache.put(addressOf(manifest), new Response(bytes));
  const note = { browser: navigator.userAgent, sum: await sumOf(bytes), answer };
  await cache.put(noteOf(manifest), new Response(JSON.stringify(note)));
}

/** @param {Page.Manifest} manifest */
export const drop = (manifest) => caches.delete(nameOf(manifest)).catch(() => {});

/** @param {BufferSource} bytes */
async function sumOf(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].join(" ");
}
