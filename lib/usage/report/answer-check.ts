import "server-only";
import { catalog, findFeature, findMeter } from "@/lib/catalog";
import { type CheckInput, currentEntitlements, featureState, type OrganizationQuery } from "@/lib/entitlements";
import { limitVerdict } from "./check-limit";
import { meterStatusOf } from "./meter-status";
import { describeCheck } from "./shapes";

/**
 * Answers a platform key whether an organization has a feature or may use an amount of a meter. Works with the cached key
 * and entitlements; the statement that reads the counts, shared with other requests, also checks that they are current.
 *
 * @throws GatehouseError `not_found`, `unknown_name` (422), `unauthenticated`.
 */
export async function answerCheck(asked: OrganizationQuery, input: CheckInput) {
  if ("feature" in input) {
    findFeature(catalog, input.feature);
    return featureState(catalog, await currentEntitlements(asked), input.feature);
  }
  findMeter(catalog, input.meter);
  const status = await meterStatusOf({ ...asked, meter: input.meter });
  return describeCheck(input.amount, limitVerdict(status, input.meter, input.amount, status.held));
}
