import { emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { collectInvoice, onInvoicePaid } from "../invoices/collect-invoice";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { payInvoice } from "../invoices/pay-invoice";
import { voidInvoice } from "../invoices/void-invoice";
import { isAccepted, paymentRequired } from "../payments/outcome";
import { changeSubscription } from "./change-subscription";
import { endUnpayableTrial } from "./end-trial";
import type { UpdateInput } from "./input";
import { checkPendingParams, storePendingUpdate } from "./pending-update";
import { withSettings } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/** Updates a subscription. What the change costs is invoiced now or becomes pending invoice items. */
export function updateSubscription(world: World, found: Subscription, input: UpdateInput): Subscription {
  const ended = input.trial_end === "now" && input.items === undefined ? endTrialNow(world, found, input) : null;
  if (ended) return ended;
  const canPend = input.payment_behavior === "pending_if_incomplete";
  if (canPend) checkPendingAllowed(found, input);
  const before = replacePendingUpdate(world, found, input);
  const { subscription: changed, draft } = changeSubscription(world, before, input);
  if (draft) {
    const invoice = finalizeInvoice(world, draft);
    if (invoice.status === "open" && invoice.collection_method === "charge_automatically") {
      if (canPend) return payOrStorePending(world, before, changed, invoice, input);
      const { attempt } = collectInvoice(world, invoice, { automatic: true, onSession: !input.off_session });
      if (!isAccepted(attempt) && input.payment_behavior === "error_if_incomplete") throw paymentRequired(attempt);
    }
  }
  const after = world.store.get("subscription", before.id) ?? before;
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

/** docs.stripe.com/billing/subscriptions/pending-updates, "Before you begin". */
function checkPendingAllowed(subscription: Subscription, input: UpdateInput): void {
  checkPendingParams(input);
  if (subscription.collection_method === "send_invoice")
    throw invalidRequest("Pending updates require `collection_method=charge_automatically`.", "payment_behavior");
}

/** A new item change discards a pending update. */
function replacePendingUpdate(world: World, before: Subscription, input: UpdateInput): Subscription {
  if (!before.pending_update || !input.items) return before;
  const invoice = world.store.get("invoice", before.latest_invoice ?? "");
  if (invoice?.status === "open") voidInvoice(world, invoice);
  return world.store.get("subscription", before.id) ?? before;
}

function payOrStorePending(
  world: World,
  before: Subscription,
  changed: Subscription,
  open: Invoice,
  input: UpdateInput,
): Subscription {
  const { invoice, attempt } = payInvoice(world, open, { automatic: true, onSession: !input.off_session });
  if (isAccepted(attempt)) onInvoicePaid(world, invoice);
  else storePendingUpdate(world, before, changed, invoice);
  const after = world.store.get("subscription", before.id) ?? changed;
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

function endTrialNow(world: World, before: Subscription, input: UpdateInput): Subscription | null {
  if (before.status !== "trialing") return null;
  return endUnpayableTrial(world, withSettings(world, before, input));
}
