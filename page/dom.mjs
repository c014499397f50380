// Small helpers around the document. Text only ever enters as text.

/** The form the page is about; a test of what needs none has none. */
export const form = /** @type {HTMLFormElement} */ (globalThis.document?.querySelector("form[data-generator]"));

/** @param {Page.Part} name */
export const part = (name) => /** @type {HTMLElement} */ (form.querySelector(`[data-part="${name}"]`));

/** @param {Page.Out} name */
export const out = (name) => /** @type {HTMLElement} */ (form.querySelector(`[data-out="${name}"]`));

/**
 * A new element. Properties beginning with "data-" or "aria-" become attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string)} children
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children);
  return element;
}

/** Write text only where it changed: screen readers and selections stay undisturbed. */
export function write(/** @type {HTMLElement} */ element, /** @type {string} */ text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Do something when a button of this name is used, now or later in the page's life.
 * @param {string} act the value of data-act
 * @param {(button: HTMLElement, event: Event) => void} does
 */
export function onAct(act, does) {
  form.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest(`[data-act="${act}"]`);
    if (button) does(/** @type {HTMLElement} */ (button), event);
  });
}

/** Open what a part of the form lies in, where that is closed. */
export function uncover(/** @type {Element} */ element) {
  for (let box = element.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.setAttribute("open", "");
}

/** Lead the keyboard to a question: to its answer as it is now. @param {string} name of the field */
export function leadTo(name) {
  const answer = /** @type {HTMLElement} */ (form.querySelector(`[name="${name}"]:checked, [name="${name}"]`));
  uncover(answer);
  answer.focus();
}

/**
 * A link into the guide. It opens beside this page, so that nothing typed is lost.
 * @param {string} page as the engine says it, relative to the site @param {string} text @param {string} about for screen readers
 */
export function guideLink(page, text, about) {
  const base = /** @type {HTMLElement} */ (form.closest("[data-base]")).dataset.base;
  const address = new URL(page, new URL(`${base}/`, document.baseURI));
  const hidden = make("span", { className: "gr-unseen" }, `: ${about}`);
  return make("a", { href: address.href, target: "_blank", rel: "noopener" }, text, hidden);
}
