import { z } from "zod";
import type { emailCategories } from "@/db/schema";
import { unreachable } from "@/lib/errors";
import type { EmailTemplate, TemplateProps } from "./templates";

export type EmailCategory = (typeof emailCategories)[number];

/** Names in settings and on the unsubscribe page. Spelled out here so that the browser doesn't load the database library. */
export const categoryLabels: Readonly<Record<EmailCategory, { name: string; description: string }>> = {
  trial: {
    name: "Trial reminders",
    description: "7 days, 3 days and 1 day before your trial ends. We always email you when it ends.",
  },
  usage: {
    name: "Usage warnings",
    description: "When you're close to a limit. We always email you when you reach it.",
  },
  reports: {
    name: "Monthly summary",
    description: "What your organization used and was charged, after each month. Sent to owners and billing contacts.",
  },
};

/** Turns a category of email on or off. */
export const emailPreferenceSchema = z.strictObject({
  category: z.enum(["trial", "usage", "reports"] satisfies EmailCategory[]),
  wanted: z.boolean(),
});
export type EmailPreferenceInput = z.infer<typeof emailPreferenceSchema>;

export const categoryNames = Object.keys(categoryLabels) as EmailCategory[];

/**
 * The category an email can be unsubscribed from, or "essential" if it is always sent. Essential: replies to the reader's
 * own action (verify, reset, welcome, invitation), payments, a payment or card that needs attention, and changes of access.
 * Missing one of those costs money or work. A reminder of what the pages show too, and that an essential email follows, isn't.
 */
export function categoryOf<Name extends EmailTemplate>(
  template: Name,
  props: TemplateProps<Name>,
): EmailCategory | "essential" {
  if (template === "trial-ending") return "trial";
  if (template === "monthly-summary") return "reports";
  return "step" in props ? categoryOfStep(props.step) : "essential";
}

function categoryOfStep(step: TemplateProps<"limit-reached">["step"]): EmailCategory | "essential" {
  switch (step) {
    case "warning":
    case "critical":
      return "usage";
    case "soft":
    case "refused":
    case "hard":
      return "essential";
    default:
      return unreachable(step);
  }
}
