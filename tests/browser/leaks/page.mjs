// Ways in which a page can send words to another host, besides those it shares with a worker. Only tests load this.

import { shared, tryAll } from "./both.mjs";

const PATIENCE = 30_000; // milliseconds

const add = (/** @type {string} */ tag, /** @type {object} */ given) => {
  const element = Object.assign(document.createElement(tag), given);
  document.body.append(element);
  return element;
};
const submit = (/** @type {string} */ method) => (/** @type {string} */ url) => {
  const name = `frame-for-${method}`;
  add("iframe", { name });
  const form = /** @type {HTMLFormElement} */ (add("form", { action: url, method, target: name }));
  form.append(Object.assign(document.createElement("input"), { name: "mail", value: "secret" }));
  form.submit();
};

/** @type {Record<string, (url: string) => unknown>} */
const ways = {
  ...shared,
  "image": (url) => {
    new Image().src = url;
  },
  "picture": (url) => add("img", { src: url }),
  "script": (url) => add("script", { src: url }),
  "module": (url) => add("script", { src: url, type: "module" }),
  "style": (url) => add("link", { href: url, rel: "stylesheet" }),
  "background": (url) => add("p", { textContent: "x" }).style.setProperty("background-image", `url(${url})`),
  "font": (url) => new FontFace("other", `url(${url})`).load(),
  "frame": (url) => add("iframe", { src: url }),
  "object": (url) => add("object", { data: url, type: "text/html" }),
  "video": (url) => add("video", { src: url, preload: "auto" }),
  "audio": (url) => new Audio(url).load(),
  "beacon": (url) => navigator.sendBeacon(url, "secret"),
  "form-get": submit("get"),
  "form-post": submit("post"),
  "ping": (url) => add("a", { href: "#pinged", ping: url }).click(),
};

/** What the test calls. @param {string} to the other host @returns {Promise<string[]>} */
export const tryPage = (to) => tryAll(ways, to, "page");

/** The same in the worker, which is asked by name, as the page keeps it to itself. @param {string} to @returns {Promise<string[]>} */
export function tryWorker(to) {
  const line = new BroadcastChannel("leaks");
  let stage = "did not hear";
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`the worker ${stage}, and no more`)), PATIENCE);
    line.onmessage = ({ data }) => {
      stage = data.stage ?? stage;
      if (data.tried) resolve(data.tried);
    };
    line.postMessage({ to });
  });
}
