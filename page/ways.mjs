// The ways out of the page for a letter, and what comes after.

import { form, onAct, part, write } from "./dom.mjs";
import { copyText, mailLink, saveFile, webMail } from "./out.mjs";
import { tell } from "./status.mjs";
import { say, sayDay } from "./words.mjs";

const BLANK = /\[[^\]\n]+\]/;

/**
 * @param {Page.Letter} letter
 * @param {() => void} onSent the letter was taken somewhere to be sent
 */
export function offerWaysOut(letter, onSent) {
  const copyLetter = () => copyText(letter.text.body, letter.body.field);
  const done = () => {
    part("after").hidden = false;
    onSent();
  };

  onAct("copy-body", async () => {
    const copied = await copyLetter();
    tell(say(!copied ? "out.copy_refused" : BLANK.test(letter.text.body) ? "out.copied_blanks" : "out.copied_body"));
    done();
  });
  onAct("copy-subject", async () => {
    const copied = await copyText(letter.text.subject, letter.subject.field);
    tell(say(copied ? "out.copied_subject" : "out.copy_refused"));
  });
  onAct("copy-finished", async (button) => {
    const body = /** @type {HTMLElement} */ (button.parentElement?.querySelector(".gr-finished__body"));
    tell(say((await copyText(body.textContent, body)) ? "out.copied_blanks" : "out.copy_refused"));
  });
  onAct("mailto", async () => {
    done();
    if (mailLink(letter.text).whole) return tell(say("out.mailto_whole"));
    tell(say((await copyLetter()) ? "out.mailto_short" : "out.mailto_short_refused"));
  });
  form.addEventListener("letter", () => {
    const link = /** @type {HTMLAnchorElement} */ (form.querySelector('[data-act="mailto"]'));
    link.href = mailLink(letter.text).href;
  });
  // The text goes to another company only in the moment the person asks for it: no address with it stands in the page.
  for (const host of /** @type {const} */ (["gmail", "outlook"])) {
    onAct(host, async () => {
      const { href, whole } = webMail(host, letter.text);
      window.open(href, "_blank", "noopener,noreferrer");
      done();
      if (whole) return tell(say("out.web_mail"));
      tell(say((await copyLetter()) ? "out.web_mail_short" : "out.mailto_short_refused"));
    });
  }
  onAct("save-text", () => {
    saveFile(say("out.file"), `${say("sample.subject")} ${letter.text.subject}\n\n${letter.text.body}\n`, "text/plain");
    tell(say("out.saved"));
    done();
  });
  onAct("print", () => print());

  const share = /** @type {HTMLElement} */ (form.querySelector('[data-act="share"]'));
  share.hidden = typeof navigator.share !== "function";
  onAct("share", async () => {
    try {
      await navigator.share({ title: letter.text.subject, text: letter.text.body });
      done();
    } catch (error) {
      // Closing the sheet is no fault.
      if (/** @type {Error} */ (error).name !== "AbortError") tell(say("out.share_failed"));
    }
  });
}

/** What comes after this message, said below it. @param {Contract.Step[]} plan @param {string} kind */
export function sayWhatIsNext(plan, kind) {
  const here = plan.findIndex((step) => step.kind === kind);
  const next = plan.slice(here + 1).find((step) => step.due);
  part("after-next").hidden = !next;
  if (next?.due) write(part("after-next"), say("after.next", { title: next.title, date: sayDay(next.due) }));
}
