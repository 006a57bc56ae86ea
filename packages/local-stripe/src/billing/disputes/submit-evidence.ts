import type Stripe from "stripe";
import { emitChange } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { isClosed, isInquiry } from "./close-dispute";
import { scheduleOnMainClock } from "./open-dispute";

type Dispute = PublicTables["dispute"];
type Input = Wire<Stripe.DisputeUpdateParams>;

/**
 * Changes a dispute's metadata or evidence. Evidence is submitted to the bank unless `submit` is false.
 *
 * @throws StripeFault 400 for evidence of a closed dispute
 */
export function updateDispute(world: World, before: Dispute, input: Input): Dispute {
  const { appeal: _, enhanced_evidence: __, ...evidence } = input.evidence ?? {};
  refuseUnsupported(input.evidence ?? {}, ["appeal", "enhanced_evidence"], "evidence");
  const submits = input.submit ?? input.evidence !== undefined;
  if ((submits || input.evidence !== undefined) && isClosed(before))
    throw invalidRequest("This dispute is already closed.", undefined, "status_transition_invalid");
  const { evidence_details: details } = before;
  const dispute = world.store.put("dispute", {
    ...before,
    evidence: { ...before.evidence, ...evidence },
    evidence_details: {
      ...details,
      has_evidence: details.has_evidence || input.evidence !== undefined,
      submission_count: details.submission_count + (submits ? 1 : 0),
      submission_method: submits ? "manual" : details.submission_method,
    },
    intended_submission_method: input.intended_submission_method ?? before.intended_submission_method,
    metadata: mergeMetadata(before.metadata, input.metadata),
    status: submits ? (isInquiry(before) ? "warning_under_review" : "under_review") : before.status,
  });
  emitChange(world, "charge.dispute.updated", before, dispute);
  if (submits) scheduleOnMainClock(world, "dispute.decide", dispute.id, 0);
  return dispute;
}
