// Keeps pages and the letter writer for when there is no connection. Pages come from the network first; files whose name says their
// content come from what is kept. It sees addresses of this site, never what is typed. A new release waits until the last page of
// this one is closed. The build fills in what belongs to the release: see sitemaker/publish/offline.py.

/** @type {{id: string, engine: string, engineFiles: string[], pages: string[], files: string[]}} */
const RELEASE = {};
const SITE = self.registration.scope;
// Other sites may live on the same host, so every name begins with ours.
const OURS = `gracious-reply ${SITE} `;
const PAGES = `${OURS}pages ${RELEASE.id}`;
const engineOf = (/** @type {string} */ build) => `${OURS}engine ${build}`;
/** Where the installed page is sent what another app shares; see the app's manifest. */
const SHARED = "reply/shared";
const HASHED = /-[0-9a-f]{16}[./]|\.[0-9a-f]{8}\./;
/** Milliseconds after which a kept page is shown rather than none. */
const PATIENCE = 4_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (!url.startsWith(SITE)) return;
  const path = url.slice(SITE.length);
  if (method === "POST" && path === SHARED) event.respondWith(shared(event.request));
  if (method !== "GET") return;
  event.respondWith(HASHED.test(path) ? fromKept(event.request, path) : fromNetwork(event));
});

/** An email shared from another app: kept on the device until the page takes it. It goes to no host. */
async function shared(/** @type {Request} */ request) {
  const given = await request.formData();
  const file = given.get("mail");
  const text = file instanceof File && file.size ? await file.text() : [given.get("title"), given.get("text")].filter(Boolean).join("\n\n");
  await (await caches.open(`${OURS}shared`)).put(new URL(SHARED, SITE), new Response(text));
  return Response.redirect(new URL("reply/#shared", SITE), 303);
}

async function install() {
  const cache = await caches.open(PAGES);
  // Past the browser's own cache, which may still hold pages of the last release.
  await cache.addAll([...RELEASE.pages.map((page) => new Request(page, { cache: "no-cache" })), ...RELEASE.files]);
}

/** Nothing of other releases stays. */
async function tidy() {
  // The last is the page's own: what it keeps of the engine's memory (page/memory.mjs).
  const wanted = [PAGES, engineOf(RELEASE.engine), `${OURS}memory ${RELEASE.engine}`];
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && !wanted.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
}

/**
 * Keep the engine that a page has just started, all of it or nothing, where it is this release's. The page says only which one: an
 * address from a page would be a way to any host, past the page's policy.
 */
async function keep(/** @type {{engine: string}} */ { engine }) {
  if (engine !== RELEASE.engine || (await caches.has(engineOf(engine)))) return;
  try {
    await (await caches.open(engineOf(engine))).addAll(RELEASE.engineFiles);
  } catch {
    await caches.delete(engineOf(engine)); // no room
  }
}

const find = (/** @type {Request} */ request) => caches.match(request, { ignoreSearch: true, ignoreVary: true });

async function fromKept(/** @type {Request} */ request, /** @type {string} */ path) {
  const kept = await find(request);
  if (kept) return kept;
  const response = await fetch(request);
  // The engine is kept as a whole, once it has run; a copied stream would also cost the browser its compiled code.
  return path.startsWith("engine/py") ? response : put(request, response, path.startsWith("engine/"));
}

async function fromNetwork(/** @type {FetchEvent} */ event) {
  const { request } = event;
  const loading = load(event);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => find(request));
  try {
    return (await Promise.race([loading, late])) ?? (await loading);
  } catch {
    return (await find(request)) ?? Response.error();
  }
}

async function load(/** @type {FetchEvent} */ event) {
  return put(event.request, (await event.preloadResponse) ?? (await fetch(event.request)));
}

/** The response, of which a copy is kept where that is possible. */
async function put(/** @type {Request} */ request, /** @type {Response} */ response, ofEngine = false) {
  // A page in place of an engine's file, as a network asks one to sign in, would otherwise be kept under its name for good.
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (response.ok && response.type === "basic" && !(ofEngine && isPage)) {
    const copy = response.clone();
    caches
      .open(ofEngine ? engineOf(RELEASE.engine) : PAGES)
      .then((cache) => cache.put(request, copy))
      .catch(() => {}); // no room
  }
  return response;
}
