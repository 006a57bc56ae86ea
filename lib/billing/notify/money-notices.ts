import { addDays } from "@/lib/durations";
import { unreachable } from "@/lib/errors";
import type { CreditNoteMirror, DisputeMirror, RefundMirror } from "../mirror/payments";
import type { Change } from "./changes";
import { recentDays } from "./payment-notices";

export type MoneyNotice =
  | { kind: "refunded"; refund: RefundMirror }
  | { kind: "refund_failed"; refund: RefundMirror }
  | { kind: "credited"; creditNote: CreditNoteMirror }
  | { kind: "dispute_opened"; dispute: DisputeMirror }
  | { kind: "dispute_closed"; dispute: DisputeMirror };

/** What was known of refunds, credit notes and disputes, by their ids. */
export type KnownMoney = {
  refunds: ReadonlyMap<string, Pick<RefundMirror, "status">>;
  creditNotes: ReadonlyMap<string, unknown>;
  disputes: ReadonlyMap<string, Pick<DisputeMirror, "status">>;
};

export type Money = {
  refunds: readonly RefundMirror[];
  creditNotes: readonly CreditNoteMirror[];
  disputes: readonly DisputeMirror[];
};

/**
 * What was given back, credited or disputed since it was last read. What is older than a week when first seen is history,
 * except for a dispute that is still open: it has a deadline.
 */
export function moneyNotices(before: KnownMoney, after: Money, now: Date): MoneyNotice[] {
  const since = addDays(now, -recentDays);
  return [
    ...after.refunds.flatMap((refund) => ofRefund(before.refunds.get(refund.stripeRefundId)?.status, refund, since)),
    ...after.creditNotes.flatMap((creditNote): MoneyNotice[] => {
      const isNew = !before.creditNotes.has(creditNote.stripeCreditNoteId) && creditNote.createdAt >= since;
      return isNew && creditNote.status === "issued" ? [{ kind: "credited", creditNote }] : [];
    }),
    ...after.disputes.flatMap((dispute) =>
      ofDispute(before.disputes.get(dispute.stripeDisputeId)?.status, dispute, since),
    ),
  ];
}

/** A bank may take days to accept a refund. Only then it is announced. */
function ofRefund(knownAs: string | undefined, refund: RefundMirror, since: Date): MoneyNotice[] {
  const { status, createdAt } = refund;
  if (knownAs === status || (knownAs === undefined && createdAt < since)) return [];
  if (status === "succeeded") return [{ kind: "refunded", refund }];
  return status === "failed" ? [{ kind: "refund_failed", refund }] : [];
}

function ofDispute(knownAs: string | undefined, dispute: DisputeMirror, since: Date): MoneyNotice[] {
  const isClosed = isDisputeClosed(dispute);
  if (knownAs === undefined && isClosed && dispute.createdAt < since) return [];
  const opened: MoneyNotice[] = knownAs === undefined ? [{ kind: "dispute_opened", dispute }] : [];
  const wasClosed = knownAs !== undefined && isDisputeClosed({ status: knownAs });
  return isClosed && !wasClosed ? [...opened, { kind: "dispute_closed", dispute }] : opened;
}

const closedStatuses: ReadonlySet<string> = new Set(["won", "lost", "warning_closed", "prevented"]);

export const isDisputeClosed = ({ status }: Pick<DisputeMirror, "status">): boolean => closedStatuses.has(status);

/** The entry of the audit log about a notice. */
export function moneyChange(notice: MoneyNotice): Change {
  switch (notice.kind) {
    case "refunded":
    case "refund_failed": {
      const { stripeRefundId, amount, currency, reason, stripeInvoiceId: invoice } = notice.refund;
      return {
        action: notice.kind === "refunded" ? "billing.refunded" : "billing.refund_failed",
        subject: stripeRefundId,
        details: { amount, currency, reason, invoice },
      };
    }
    case "credited": {
      const { stripeCreditNoteId, number, amount, currency, reason, stripeInvoiceId: invoice } = notice.creditNote;
      return {
        action: "billing.credited",
        subject: stripeCreditNoteId,
        details: { number, amount, currency, reason, invoice },
      };
    }
    case "dispute_opened":
    case "dispute_closed": {
      const { stripeDisputeId, amount, currency, reason, status, evidenceDueAt } = notice.dispute;
      return {
        action: `billing.${notice.kind}`,
        subject: stripeDisputeId,
        details: { amount, currency, reason, status, evidenceDueAt },
      };
    }
    default:
      return unreachable(notice);
  }
}
