import { catalog } from "@/lib/catalog";
import type { NamedOrganization } from "@/lib/entitlements";
import { type Period, usagePeriod } from "../period";

/** The period of the last event, kept as long as the organization's entitlements are: nearly all events are in it. */
const periods = new WeakMap<NamedOrganization, Period>();

/** The usage period of a cached organization that contains `now`. */
export function currentPeriod(organization: NamedOrganization, now: Date): Period {
  const known = periods.get(organization);
  if (known && known.start <= now && now < known.end) return known;
  const period = usagePeriod(catalog.usagePeriod, organization.entitlements.anchorAt, now);
  periods.set(organization, period);
  return period;
}
