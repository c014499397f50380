// In a frame on another site: tells the host how high the page is, and takes on light or dark as the host shows it. Nothing else
// is ever sent to the host. The message is documented in docs/career-centers/, and promised not to change.

import { schemeOf } from "./presets.mjs";

const MESSAGE = "gracious-reply:height";

/** @param {Element} content what the height is that of */
function tellHeight(content) {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(content.getBoundingClientRect().bottom + scrollY);
    if (height === told || !height) return;
    told = height;
    // To whoever frames the page: a height is no secret, and the page cannot know the host's name.
    parent.postMessage({ type: MESSAGE, height }, "*");
    // The same in the words of learning platforms (Canvas), which follow it without any code.
    parent.postMessage(JSON.stringify({ subject: "lti.frameResize", height }), "*");
  };
  new ResizeObserver(tell).observe(content);
  tell();
}

/** The theme's own switch is not here; browsers hand a frame the scheme its host has chosen for it, unless the link says one. */
function followScheme() {
  if (schemeOf(location.hash)) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
  dark.addEventListener("change", follow);
  follow();
}

followScheme();
if (parent !== window) tellHeight(/** @type {HTMLElement} */ (document.querySelector("main")));
