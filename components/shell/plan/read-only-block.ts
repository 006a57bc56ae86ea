import { bannerOf } from "@/components/trial/banner-state";
import type { PlanFacts } from "@/lib/billing";
import type { Block } from "../writes";

/** Why an organization can't change anything, in the words of its banner; null while it can. */
export function readOnlyBlock({ access, banner }: Pick<PlanFacts, "access" | "banner">, now: Date): Block | null {
  if (access === "full" || access === "grace") return null;
  const shown = bannerOf(banner, now);
  return { reason: shown?.title ?? "Your organization is read-only.", wayOut: shown?.action };
}
