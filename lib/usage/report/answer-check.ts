import "server-only";
import { catalog, findFeature, findMeter } from "@/lib/catalog";
import type { Actor } from "@/lib/context";
import { type CheckInput, confirmedEntitlements, featureState } from "@/lib/entitlements";
import { invalidInput } from "@/lib/errors";
import { verdictOf } from "../thresholds/verdict";
import { describeCheck } from "./shapes";
import { standingOf } from "./standings";

type Asker = { actor: Actor; keyId: string; forget: () => void; now: Date };

/**
 * Answers a platform key whether an organization has a feature, or would be let use so much more of a meter. The key and
 * the limits are remembered ones, and whether they are still true is asked with the counts, in one statement with the
 * questions of other requests.
 *
 * @throws GatehouseError `invalid_input` (no organization named), `not_found`, `unknown_name` (422), `unauthenticated`.
 */
export async function answerCheck(asker: Asker, asked: CheckInput) {
  const { organization } = asked;
  if (!organization) {
    const message = "a platform key names the organization, by id or externalId";
    throw invalidInput(`organization: ${message}`, { errors: [{ field: "organization", message }] });
  }
  if ("feature" in asked) {
    findFeature(catalog, asked.feature);
    return featureState(catalog, await confirmedEntitlements({ ...asker, organization }), asked.feature);
  }
  findMeter(catalog, asked.meter);
  const standing = await standingOf({ ...asker, organization, meter: asked.meter });
  return describeCheck(asked.amount, verdictOf(standing, asked.meter, asked.amount, standing.held));
}
