// The link builder: from chosen answers to a link, a button, a frame, a QR code and a handout. Only the code needs Python, and
// only it fetches the engine.

import { Engine } from "./client.mjs";
import { copyText, saveFile } from "./out.mjs";
import { sayInBuilder as say } from "./words.mjs";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-builder]"));
const part = (/** @type {Page.BuilderPart} */ name) => /** @type {HTMLElement} */ (form.querySelector(`[data-part="${name}"]`));
const made = (/** @type {string} */ name) => /** @type {HTMLTextAreaElement} */ (form.querySelector(`[data-made="${name}"]`));
const site = new URL(`${/** @type {HTMLElement} */ (form.closest("[data-base]")).dataset.base}/`, document.baseURI);

function tell(/** @type {string} */ sentence) {
  part("status").textContent = sentence;
}

/** The chosen answers as a link carries them; empty where nothing was chosen. */
function fragment() {
  const chosen = new URLSearchParams();
  for (const control of form.querySelectorAll("select")) if (control.value) chosen.set(control.name, control.value);
  return chosen.size ? `#${chosen}` : "";
}

/** Text as it stands in HTML. @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const link = () => new URL(`reply/${fragment()}`, site).href;

function show() {
  const frame = new URL(`reply/embed/${fragment()}`, site).href;
  made("link").value = link();
  made("button").value = say("button_code").replace("ADDRESS", escaped(link()));
  made("frame").value = say("frame_code").replace("ADDRESS", escaped(frame));
  part("address").textContent = link();
  // A code for another link would lead people astray.
  part("code").hidden = true;
  part("code").replaceChildren();
  button("save-code").hidden = true;
}

const button = (/** @type {string} */ act) => /** @type {HTMLElement} */ (form.querySelector(`[data-act="${act}"]`));

/** @type {Promise<Engine> | undefined} */
let starting;

/** The engine, once it runs. @returns {Promise<Engine>} */
function running() {
  starting ??= new Promise((resolve, reject) => {
    const engine = new Engine({
      onState: (state) => {
        if (state === "ready") resolve(engine);
        if (state !== "failed") return;
        starting = undefined; // to be tried anew
        reject(new Error("the engine did not start"));
      },
      onStep: () => {},
      onSlow: () => tell(say("slow")),
    });
    engine.start();
  });
  return starting;
}

async function makeCode() {
  tell(say("making_code"));
  const address = link();
  try {
    const engine = await running();
    const answer = await engine.askMore({ ask: "qr", text: address });
    if (!answer.ok) throw new Error(answer.errors[0]?.message);
    if (address !== link()) return makeCode(); // changed meanwhile
    part("code").replaceChildren(picture(answer.size, answer.qr));
    part("code").hidden = false;
    button("save-code").hidden = false;
    tell(say("made_code"));
  } catch {
    tell(say("no_code"));
  }
}

/** @param {number} size modules @param {string} path */
function picture(size, path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", say("code_is"));
  svg.setAttribute("shape-rendering", "crispEdges");
  const ground = svg.appendChild(document.createElementNS(space, "rect"));
  const dark = svg.appendChild(document.createElementNS(space, "path"));
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", "#fff");
  dark.setAttribute("d", path);
  dark.setAttribute("fill", "#000");
  return svg;
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", async (event) => {
  const used = /** @type {Element} */ (event.target).closest("button");
  if (!used) return;
  const { copies, act } = used.dataset;
  if (copies) tell(say((await copyText(made(copies).value, made(copies))) ? "copied" : "copy_refused"));
  if (act === "make-code") makeCode();
  if (act === "save-code") {
    const code = /** @type {Element} */ (part("code").firstElementChild);
    saveFile(say("code_file"), new XMLSerializer().serializeToString(code), "image/svg+xml");
    tell(say("code_saved"));
  }
  if (act === "print") print();
});
show();
