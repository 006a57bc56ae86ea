import type { AnswerTo } from "@/lib/api/call";
import { longDate } from "./plan-words";

/** What became of a change, in a line. */
export function outcomeWords(outcome: AnswerTo<"POST /api/v1/subscription/upgrade">): string {
  switch (outcome.outcome) {
    case "changed":
      return "Your plan has changed.";
    case "unchanged":
      return "Nothing has changed.";
    case "undone":
      return "The scheduled change was taken back.";
    case "scheduled":
      return `Scheduled for ${longDate(new Date(outcome.at))}.`;
    case "awaiting_payment":
      return "The payment did not go through, so nothing has changed yet.";
  }
}
