import { z } from "zod";
import type { emailCategories } from "@/db/schema";
import { unreachable } from "@/lib/errors";
import type { EmailTemplate, TemplateProps } from "./templates";

export type EmailCategory = (typeof emailCategories)[number];

/** What the settings and the unsubscribe page call them. Written out: the browser needs no database library. */
export const categoryWords: Readonly<Record<EmailCategory, { name: string; description: string }>> = {
  trial: {
    name: "Trial reminders",
    description: "7, 3 and 1 day before a trial ends. That it has ended is always told.",
  },
  usage: {
    name: "Usage notices",
    description: "When a limit comes near. That it is reached is always told.",
  },
};

/** Whether a kind of e-mail shall come. */
export const emailPreferenceSchema = z.strictObject({
  category: z.enum(["trial", "usage"] satisfies EmailCategory[]),
  wanted: z.boolean(),
});
export type EmailPreferenceInput = z.infer<typeof emailPreferenceSchema>;

export const categoryNames = Object.keys(categoryWords) as EmailCategory[];

/**
 * What an e-mail may be unsubscribed from; "essential" for those that are always sent. Essential is what answers to the
 * reader's own act (verify, reset, welcome, invitation), and what tells that money moved, that a payment or card needs
 * the reader, or that access has changed: who does not hear of it loses money or work. A reminder of what the pages show
 * as well, and after which something essential still follows, is not.
 */
export function categoryOf<Name extends EmailTemplate>(
  template: Name,
  props: TemplateProps<Name>,
): EmailCategory | "essential" {
  if (template === "trial-ending") return "trial";
  return "step" in props ? categoryOfStep(props.step) : "essential";
}

function categoryOfStep(step: TemplateProps<"limit-reached">["step"]): EmailCategory | "essential" {
  switch (step) {
    case "call":
    case "email":
      return "usage";
    case "soft":
    case "hard":
      return "essential";
    default:
      return unreachable(step);
  }
}
