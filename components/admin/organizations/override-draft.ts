import { z } from "zod";
import type { GrantOverrideInput } from "@/lib/entitlements/overrides/override-input";

/** What the form of an override holds; every field is text there. */
export const overrideDraftSchema = z
  .object({
    /** `feature:<key>` or `meter:<key>`. */
    subject: z.string().regex(/^(feature|meter):./, "Choose what is granted."),
    enabled: z.enum(["on", "off"]),
    /** Empty: without a limit. */
    limit: z
      .string()
      .trim()
      .regex(/^\d{0,9}$/, "A whole number, or nothing for no limit."),
    reason: z.string().trim().min(1, "Say why, in a few words the customer may read.").max(200),
    /** A day; it holds until that day begins (UTC). Empty: for good. */
    until: z.string().regex(/^(\d{4}-\d\d-\d\d)?$/, "A day, or nothing."),
  })
  .strict();

export type OverrideDraft = z.infer<typeof overrideDraftSchema>;

export const emptyDraft: OverrideDraft = { subject: "", enabled: "on", limit: "", reason: "", until: "" };

/** The draft as the verb takes it. */
export function overrideOf({ subject, enabled, limit, reason, until }: OverrideDraft): GrantOverrideInput {
  const [kind, name = ""] = subject.split(":");
  const common = { name, reason, ...(until ? { expiresAt: `${until}T00:00:00Z` } : {}) };
  if (kind === "feature") return { kind, enabled: enabled === "on", ...common };
  return { kind: "meter", limit: limit === "" ? "unlimited" : Number(limit), ...common };
}
