import { catalog } from "@/lib/catalog";
import type { NamedOrganization } from "@/lib/entitlements";
import { type Period, usagePeriod } from "../period";

/** The latest period found of each organization, for as long as its limits are remembered: nearly all is of it. */
const periods = new WeakMap<NamedOrganization, Period>();

/** The usage period of a remembered organization that contains `now`. */
export function presentPeriod(organization: NamedOrganization, now: Date): Period {
  const known = periods.get(organization);
  if (known && known.start <= now && now < known.end) return known;
  const period = usagePeriod(catalog.usagePeriod, organization.entitlements.anchorAt, now);
  periods.set(organization, period);
  return period;
}
