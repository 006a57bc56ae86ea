import "server-only";
import { catalog, findFeature, findMeter } from "@/lib/catalog";
import type { Actor } from "@/lib/context";
import { type CheckInput, currentEntitlements, featureState } from "@/lib/entitlements";
import { invalidInput } from "@/lib/errors";
import { limitVerdict } from "./check-limit";
import { meterStatusOf } from "./meter-status";
import { describeCheck } from "./shapes";

type Caller = { actor: Actor; keyId: string; forget: () => void; now: Date };

/**
 * Answers a platform key whether an organization has a feature or may use an amount of a meter. Works with the cached key
 * and entitlements; the statement that reads the counts, shared with other requests, also checks that they are current.
 *
 * @throws GatehouseError `invalid_input` (no organization named), `not_found`, `unknown_name` (422), `unauthenticated`.
 */
export async function answerCheck(caller: Caller, input: CheckInput) {
  const { organization } = input;
  if (!organization) {
    const message = "required with a platform key: an id or externalId";
    throw invalidInput(`organization: ${message}`, { errors: [{ field: "organization", message }] });
  }
  if ("feature" in input) {
    findFeature(catalog, input.feature);
    return featureState(catalog, await currentEntitlements({ ...caller, organization }), input.feature);
  }
  findMeter(catalog, input.meter);
  const status = await meterStatusOf({ ...caller, organization, meter: input.meter });
  return describeCheck(input.amount, limitVerdict(status, input.meter, input.amount, status.held));
}
