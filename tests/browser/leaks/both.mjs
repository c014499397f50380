// The ways to another host that a page and a worker share, and how a list of ways is tried. Only tests load this.

/** @type {Record<string, (url: string) => unknown>} */
export const shared = {
  "fetch": (url) => fetch(url),
  "fetch-post": (url) => fetch(url, { method: "POST", mode: "no-cors", body: "secret" }),
  "fetch-keepalive": (url) => fetch(url, { keepalive: true, mode: "no-cors" }),
  "xhr": (url) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.send();
  },
  "websocket": (url) => new WebSocket(url.replace("http", "ws")),
  "event-source": (url) => new EventSource(url),
  "import": (url) => import(url),
  "cache": async (url) => (await caches.open("leaks")).add(url),
  "worker-in-blob": (url) => {
    const code = `fetch(${JSON.stringify(url)}, { mode: "no-cors" }).catch(() => {})`;
    new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  },
  "code-from-text": (url) => new Function("url", "return fetch(url, { mode: 'no-cors' })")(url),
};

/**
 * Try them all, whatever each does.
 * @param {Record<string, (url: string) => unknown>} ways @param {string} to @param {string} from
 * @returns {Promise<string[]>} the paths that the other host hears of where nothing holds them back
 */
export async function tryAll(ways, to, from) {
  for (const [name, way] of Object.entries(ways)) {
    try {
      Promise.resolve(way(`${to}/${from}/${name}`)).catch(() => {});
    } catch {
      // Stopped at once: as it should be.
    }
  }
  return Object.keys(ways).map((name) => `${from}/${name}`);
}
