import type { GrantOverrideInput } from "@/lib/entitlements/overrides/override-input";
import type { OverrideDraft } from "./override-draft-schema";

export const emptyDraft: OverrideDraft = {
  subject: "",
  enabled: "on",
  unlimited: false,
  limit: "",
  reason: "",
  until: "",
};

/** The input of `grantOverride`. */
export function overrideOf({ subject, enabled, unlimited, limit, reason, until }: OverrideDraft): GrantOverrideInput {
  const [kind, name = ""] = subject.split(":");
  const common = { name, reason, ...(until ? { expiresAt: `${until}T00:00:00Z` } : {}) };
  if (kind === "feature") return { kind, enabled: enabled === "on", ...common };
  return { kind: "meter", limit: unlimited ? "unlimited" : Number(limit), ...common };
}
