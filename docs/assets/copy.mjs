// The copy buttons of the finished letters. The words they say stand in the page; without this file the buttons stay hidden.

/** Select the text of an element, so that it can be copied by hand. @param {Element} element */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** Say a sentence, beside the button and to screen readers. @param {Element} button @param {string} words */
function say(button, words) {
  const status = button.parentElement?.querySelector("[role=status]");
  if (!status) return;
  // Emptied first: the same words again are otherwise no change, and nothing is read out.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = words;
  });
}

/** @param {HTMLElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy ?? "");
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    say(button, button.dataset.copied ?? "");
  } catch {
    select(source);
    say(button, button.dataset.refused ?? "");
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
