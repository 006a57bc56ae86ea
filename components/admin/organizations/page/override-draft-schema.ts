import { z } from "zod";

/** The values of the override form, all of them text. */
export const overrideDraftSchema = z
  .object({
    /** `feature:<key>` or `meter:<key>`. */
    subject: z.string().regex(/^(feature|meter):./, "Choose a limit or a feature."),
    enabled: z.enum(["on", "off"]),
    unlimited: z.boolean(),
    /** A whole number, unless the limit is lifted or a feature is meant. */
    limit: z.string().trim(),
    reason: z.string().trim().min(1, "Enter a reason. The customer can see it.").max(200),
    /** The override ends when this day begins (UTC). Empty for no end. */
    until: z.string().regex(/^(\d{4}-\d\d-\d\d)?$/, "Enter a date, or leave empty."),
  })
  .strict()
  .superRefine(({ subject, unlimited, limit }, { addIssue }) => {
    if (!subject.startsWith("meter:") || unlimited || /^\d{1,9}$/.test(limit)) return;
    addIssue({ code: "custom", path: ["limit"], message: "Enter a whole number, or switch Unlimited on." });
  });

export type OverrideDraft = z.infer<typeof overrideDraftSchema>;
