// The plan's dates for a calendar. The file is made in Python, which fetches what it needs for that only now.

import { onAct } from "./dom.mjs";
import { saveFile } from "./out.mjs";
import { tell } from "./status.mjs";
import { isoWithOffset, say } from "./words.mjs";

/**
 * @param {Page.AskMore} askMore
 * @param {() => {steps: Contract.Step[], company: string}} plan as it stands when the button is used
 */
export function offerCalendar(askMore, plan) {
  onAct("google-calendar", () => {
    const next = nextDate(plan().steps);
    if (!next?.due) return tell(say("plan.google_none"));
    window.open(googleCalendar(next.due, next.title), "_blank", "noopener,noreferrer");
    tell(say("plan.google_opened"));
  });
  onAct("download-ics", async () => {
    tell(say("plan.ics_making"));
    const { steps, company } = plan();
    // The page itself, also when this is the frame of it.
    const link = new URL(location.pathname.replace(/embed\/$/, ""), location.origin).href;
    try {
      const answer = await askMore({ ask: "calendar", steps, company, link, now: isoWithOffset() });
      if (!answer.ok) throw new Error(answer.errors[0]?.message);
      saveFile(say("plan.ics_file"), answer.calendar, "text/calendar");
      tell(say("plan.ics_saved"));
    } catch {
      tell(say("plan.ics_failed"));
    }
  });
}

/**
 * The first date after the reply itself, which has its own ways out.
 * @template {{kind: string, due: string | null}} Step @param {Step[]} steps
 */
export function nextDate(steps) {
  return steps.find((step) => step.due && !["reply", "log"].includes(step.kind));
}

/** The address at which Google Calendar offers a whole day with a title. @param {string} due @param {string} title */
export function googleCalendar(due, title) {
  const [day, after] = [0, 1].map((days) => {
    const date = new Date(`${due.slice(0, 10)}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10).replaceAll("-", "");
  });
  return `https://calendar.google.com/calendar/render?action=TEMPLATE&dates=${day}/${after}&text=${encodeURIComponent(title)}`;
}
