import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import type { DisputeMirror, RefundMirror } from "../mirror/payments";
import { moneyNotices } from "./money-notices";

const now = new Date("2026-12-01T10:00:00Z");
const none = { refunds: [], creditNotes: [], disputes: [] };
const known = (refund: string | null, dispute: string | null) => ({
  refunds: new Map(refund === null ? [] : [["re_1", { status: refund }]]),
  creditNotes: new Map(),
  disputes: new Map(dispute === null ? [] : [["dp_1", { status: dispute }]]),
});

const refund = (status: string, createdAt = now): RefundMirror => ({
  stripeRefundId: "re_1",
  stripeInvoiceId: "in_1",
  stripeChargeId: "ch_1",
  amount: 10_000,
  currency: "usd",
  reason: null,
  status,
  createdAt,
});

const dispute = (status: string, createdAt = now): DisputeMirror => ({
  stripeDisputeId: "dp_1",
  stripeInvoiceId: "in_1",
  stripeChargeId: "ch_1",
  amount: 10_000,
  currency: "usd",
  reason: "fraudulent",
  status,
  evidenceDueAt: null,
  createdAt,
});

const longAgo = addDays(now, -30);

describe("a refund", () => {
  it.each<[string, string | null, RefundMirror, string[]]>([
    ["is announced when it succeeded", null, refund("succeeded"), ["refunded"]],
    ["is announced once", "succeeded", refund("succeeded"), []],
    ["isn't announced while the bank may still refuse it", null, refund("pending"), []],
    ["that was pending for weeks is announced when it succeeds", "pending", refund("succeeded", longAgo), ["refunded"]],
    ["that fails after all is noted", "succeeded", refund("failed"), ["refund_failed"]],
    ["that is history when first seen isn't announced", null, refund("succeeded", longAgo), []],
  ])("%s", (_what, knownAs, each, kinds) => {
    const notices = moneyNotices(known(knownAs, null), { ...none, refunds: [each] }, now);
    expect(notices.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("a dispute", () => {
  it.each<[string, string | null, DisputeMirror, string[]]>([
    ["is announced when it opens", null, dispute("needs_response"), ["dispute_opened"]],
    ["is announced once", "needs_response", dispute("under_review"), []],
    [
      "is announced however old it is, as it has a deadline",
      null,
      dispute("needs_response", longAgo),
      ["dispute_opened"],
    ],
    ["is announced when it closes", "under_review", dispute("won"), ["dispute_closed"]],
    ["stays closed", "lost", dispute("lost"), []],
    ["that was closed long ago when first seen isn't announced", null, dispute("lost", longAgo), []],
    ["that opened and closed between two syncs has both", null, dispute("lost"), ["dispute_opened", "dispute_closed"]],
  ])("%s", (_what, knownAs, each, kinds) => {
    const notices = moneyNotices(known(null, knownAs), { ...none, disputes: [each] }, now);
    expect(notices.map(({ kind }) => kind)).toEqual(kinds);
  });
});
