// The generator page: ties the form, the engine and the results together. Every part does one thing and knows no other.

import { Answers } from "./answers.mjs";
import { offerCalendar } from "./calendar.mjs";
import { Engine, savesData } from "./client.mjs";
import { form, leadTo, onAct, part, uncover, write } from "./dom.mjs";
import { Draft } from "./draft.mjs";
import { Letter } from "./letter.mjs";
import { Logbook } from "./logbook.mjs";
import { Loop } from "./loop.mjs";
import { choosesAnswers, kindOf, usePresets } from "./presets.mjs";
import { Mail } from "./reading.mjs";
import { Problems } from "./problems.mjs";
import { reloadOnce } from "./release.mjs";
import { firstMessage, markShown, nothingToSend, Result, titleLetter } from "./result.mjs";
import { takeShared } from "./shared.mjs";
import { setState, showProgress, tell } from "./status.mjs";
import { offerWaysOut, sayWhatIsNext } from "./ways.mjs";
import { Switches } from "./switches.mjs";
import { Told } from "./told.mjs";
import { View } from "./view.mjs";
import { hasWords, isoWithOffset, say } from "./words.mjs";

const engine = new Engine({ onState, onStep, onSlow });
const loop = new Loop({
  ready: () => engine.state === "ready",
  ask: (requests, take) => engine.ask(requests, take),
  request,
  show,
});
// The letter comes before the advice, which takes longer to work out.
const everything = () => loop.touch("mail", "letter", "advice", "letter-review", "draft");
const answers = new Answers(() => {
  mail.refresh();
  loop.touch("letter", "advice", "letter-review", "draft");
});
// Whoever is in the middle of a question already stays with the questions.
const inQuestions = form.contains(document.activeElement) && !document.activeElement?.matches('[name="mail"]');
const view = new View(choosesAnswers(location.hash) || answers.any || inQuestions ? "asked" : "empty", {
  told: () => {
    told.begin();
    ask("channel");
    leadTo("channel");
    loop.touch("advice");
  },
  asked: () => {
    letter.withhold(false);
    loop.touch("letter", "advice", "letter-review");
  },
});
const mail = new Mail(answers, () => loop.touch("mail"), (request) => engine.askMore(request), {
  took: () => view.took(),
  gone: () => view.name === "read" && view.set("empty"),
});
const letter = new Letter((...what) => loop.touch(...what), (field, words) => answers.choose(field, words));
const draft = new Draft(() => loop.touch("draft"), (request) => engine.askMore(request));
const result = new Result();
const told = new Told(answers);
const problems = new Problems();
const logbook = new Logbook(answers);
const switches = new Switches(answers);
offerWaysOut(letter, () => logbook.markSent());
offerCalendar((request) => engine.askMore(request), () => ({ steps: plan(), company: answers.get("company") }));

const results = /** @type {HTMLElement} */ (form.querySelector("#result"));

/** What was advised last. @type {Contract.Advice | null} */
let advice = null;
const plan = () => advice?.plan ?? [];

/** What would make the letter whole, besides the blanks in its text: an answer they wait for, what it has no blank for. @param {Contract.Message} message */
function wanted(message) {
  const answered = ["interested", "answer_other_role", "consent"].includes(message.kind) || answers.get("asks").length > 0;
  /** @type {Set<string>} */
  const inText = new Set(message.slots.map((slot) => slot.field));
  const rest = message.missing.filter((name) =>
    name !== "answer" && !inText.has(name) && form.querySelector(`#field-${name}`));
  return [...(answered ? ["answer"] : []), ...rest];
}

/** One true detail makes a reply theirs: it is asked for where there was a talk, and none is given. @param {Contract.Message} message */
const lacksDetail = (message) =>
  message.kind === "reply" && ["phone_screen", "interview", "final_round"].includes(answers.get("stage")) && !answers.get("highlight");

/** Ask one question at the verdict, with nothing else to read. @param {Page.FieldName} name */
function ask(name) {
  result.ask(name);
  letter.withhold(true);
  view.ask(name);
  part("live").hidden = false;
}

/** Show what was advised, or the question that comes first. @param {Contract.Advice} given */
function takeAdvice(given) {
  const needed = given.verdict ? undefined : given.needs[0];
  if (view.told) told.show();
  const first = view.told ? told.next(needed) : undefined;
  if (first) return ask(first);
  result.take(given, answers.get("mail_kind"));
  letter.withhold(nothingToSend(given, letter.kind));
  view.ask(needed);
}

/** What is known of the case beside a text to look over; nothing while one of the answers cannot be used. */
const usable = () => (problems.any ? {} : answers.situation());

/** @param {Page.Topic} what @returns {Contract.Request | null} */
function request(what) {
  const now = isoWithOffset();
  switch (what) {
    case "mail":
      return mail.request();
    case "advice":
      return { ask: "advise", situation: answers.situation(), now };
    case "letter":
      return letter.request(answers.situation(), now);
    case "letter-review":
      return letter.reviewRequest(usable(), now);
    default:
      return draft.request(usable(), now);
  }
}

/** @type {(...shown: Page.Shown) => void} */
function show(...shown) {
  const [what, answer, asked] = shown;
  // Not the person's doing: the engine says itself that it is at fault.
  if (!answer.ok && answer.errors.some((error) => error.field === "request")) {
    tell(say("engine.answer_failed"));
    return;
  }
  if (what === "mail") mail.take(answer, asked);
  if (what === "advice") {
    const before = problems.any;
    problems.take(answer);
    if (problems.any && !before) loop.touch("letter-review", "draft");
    if (answer.ok) {
      advice = answer.advice;
      titleLetter(advice.verdict);
      letter.suggest(firstMessage(advice));
      takeAdvice(advice);
      logbook.usePlan(advice.plan);
      showPlan();
    }
    part("live").hidden = false;
    part("sample").hidden = engine.state === "ready";
  }
  if (what === "letter") {
    if (advice && !(view.told && told.next(advice.needs[0]))) letter.withhold(nothingToSend(advice, letter.kind));
    letter.take(answer, asked);
    if (answer.ok) {
      view.fill(wanted(answer.message));
      part("detail").hidden = !lacksDetail(answer.message);
      switches.show(answer.message.kind);
    }
    showPlan();
  }
  if (what === "letter-review") letter.takeReview(answer, asked);
  if (what === "draft") draft.take(answer, asked);
}

/** Where the letter shown stands in the plan. */
function showPlan() {
  markShown(letter.kind);
  sayWhatIsNext(plan(), letter.kind);
}

/** @param {Page.State} state @param {Page.Why} why */
function onState(state, why) {
  setState(state);
  delete form.dataset.slow;
  showProgress(null);
  again.hidden = state !== "failed";
  again.dataset.why = why;
  write(again, say(why === "versions" ? "engine.reload" : "engine.again"));
  part("jump").hidden = state !== "ready";
  part("failed-help").hidden = state !== "failed";
  const title = /** @type {HTMLElement} */ (part("sample").querySelector("h2"));
  title.dataset.title ??= title.textContent;
  write(title, (state === "failed" ? title.dataset.failedTitle : title.dataset.title) ?? "");
  // The example stays until the first letter stands in its place.
  if (state !== "ready") part("sample").hidden = false;
  if (state === "loading") tell(say("engine.loading"));
  if (state === "ready") {
    tell(say(why === "restarted" ? "engine.restarted" : "engine.ready"), why !== "restarted");
    everything();
  }
  if (state === "failed") {
    const words = /** @type {const} */ (`engine.failed_${why}`);
    tell(`${say(hasWords(words) ? words : "engine.failed")} ${say("engine.failed_help")}`);
    if (why === "versions") reloadOnce();
  }
}

/** @param {Page.LoadStep} step */
function onStep(step) {
  if (step.name === "download") showProgress({ loaded: step.loaded, total: step.total });
  if (step.name === "start") {
    showProgress(null);
    tell(say("engine.starting"));
  }
}

function onSlow(/** @type {"start" | "answer"} */ what) {
  form.dataset.slow = "";
  tell(say(what === "start" ? "engine.slow" : "engine.slow_answer"));
}

const again = /** @type {HTMLElement} */ (form.querySelector('[data-act="again"]'));
onAct("again", () => (again.dataset.why === "versions" ? location.reload() : engine.start()));

// ---- The form ------------------------------------------------------------------------------------------------------

for (const [act, hours] of /** @type {[string, number][]} */ ([["received_at-now", 0], ["received_at-yesterday", 24]])) {
  onAct(act, () => answers.choose("received_at", isoWithOffset(new Date(Date.now() - hours * 3_600_000)).slice(0, 16)));
}
onAct("overrule-kind", () => {
  view.ask("mail_kind");
  leadTo("mail_kind");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (problems.summarize()) return;
  results.scrollIntoView();
  results.focus({ preventScroll: true });
});
// A link to a question opens what it lies in, and leads the keyboard there as well: not every browser does.
form.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest('a[href^="#"]');
  const target = link && document.getElementById((link.getAttribute("href") ?? "").slice(1));
  if (target) uncover(target);
  // In a frame as tall as its content there is nothing to jump within: the page around it has to move.
  if (target && parent !== window) setTimeout(() => target.scrollIntoView());
  if (target?.matches("input, select, textarea")) setTimeout(() => target.focus());
});

/** @type {(() => void) | null} */
let undo = null;
const undoButton = /** @type {HTMLElement} */ (form.querySelector('[data-act="undo"]'));
onAct("start-over", () => {
  const saved = { view: view.save(), answers: answers.save(), mail: mail.text, draft: draft.save(), letter: letter.save(), sent: logbook.isSent };
  undo = () => {
    view.restore(saved.view);
    mail.text = saved.mail;
    answers.restore(saved.answers);
    draft.restore(saved.draft);
    letter.restore(saved.letter);
    logbook.markSent(saved.sent);
    result.forget();
    everything();
  };
  mail.text = "";
  answers.clear();
  draft.restore();
  letter.restore();
  logbook.markSent(false);
  result.forget();
  advice = null;
  for (const name of /** @type {const} */ (["after", "presets"])) part(name).hidden = true;
  results.scrollTop = 0;
  view.set("empty");
  everything();
  undoButton.hidden = false;
  undoButton.focus();
  tell(say("start_over.done"));
});
onAct("undo", () => {
  undo?.();
  undo = null;
  undoButton.hidden = true;
  tell(say("start_over.undone"));
  /** @type {HTMLElement} */ (form.querySelector('[data-act="start-over"]')).focus();
});
form.addEventListener("input", () => {
  undoButton.hidden = true;
});

// ---- Start ---------------------------------------------------------------------------------------------------------

const openLink = () => {
  usePresets(answers);
  const kind = kindOf(location.hash);
  if (kind) letter.open(kind);
};
openLink();
takeShared((text) => mail.put(text));
addEventListener("hashchange", openLink);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") loop.touch("advice"); // hours may have passed
});
new IntersectionObserver(([seen]) => part("bar").toggleAttribute("data-at-result", seen?.isIntersecting)).observe(results);
form.dataset.alive = "";
const careful = form.closest('[data-start="touch"]') || savesData();
const touched = form.contains(document.activeElement); // while this module was on its way
if (careful && !touched) {
  for (const type of ["pointerdown", "focusin", "input"]) form.addEventListener(type, () => engine.start(), { once: true });
} else engine.start();
