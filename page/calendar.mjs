// The plan's dates for a calendar. The file is made in Python, which fetches what it needs for that only now.

import { onAct } from "./dom.mjs";
import { saveFile } from "./out.mjs";
import { tell } from "./status.mjs";
import { isoWithOffset, say } from "./words.mjs";

/**
 * @param {(request: object) => Promise<any>} askMore
 * @param {() => {steps: object[], company: string}} plan as it stands when the button is used
 */
export function offerCalendar(askMore, plan) {
  onAct("download-ics", async () => {
    tell(say("plan.ics_making"));
    const { steps, company } = plan();
    // The page itself, also when this is the frame of it.
    const link = new URL(location.pathname.replace(/embed\/$/, ""), location.origin).href;
    try {
      const answer = await askMore({ ask: "calendar", steps, company, link, now: isoWithOffset() });
      if (!answer.ok) throw new Error(answer.errors[0].message);
      saveFile(say("plan.ics_file"), answer.calendar, "text/calendar");
      tell(say("plan.ics_saved"));
    } catch {
      tell(say("plan.ics_failed"));
    }
  });
}
