"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import {
  type BillingDetails,
  billingDetailsSchema,
  billingRoles,
  payUnpaid,
  payUnpaidSchema,
  saveBillingDetails,
  savePaymentMethod,
  savePaymentMethodSchema,
  startCardUpdate,
} from "@/lib/billing";
import { parseInput } from "@/lib/parse-input";
import { asMember, asPayer } from "@/lib/tenancy";

/** Starts a card update for a member with a billing role. */
export async function beginCardUpdate(organization: string) {
  return answer(() =>
    asMember({ organization, roles: billingRoles, verified: true, asksStripe: true, purchase: true }, startCardUpdate),
  );
}

/** Makes the confirmed card the default, and pays what is owed. */
export async function finishCardUpdate(organization: string, input: { setupIntent: string }) {
  return answer(async () => {
    const given = parseInput(savePaymentMethodSchema, input);
    const saved = await asPayer({ organization }, (member) => savePaymentMethod(member, given));
    revalidatePath("/billing", "layout");
    return saved;
  });
}

/** Changes where invoices are sent, and the tax ID on them. */
export async function changeBillingDetails(organization: string, input: BillingDetails) {
  return answer(async () => {
    const given = parseInput(billingDetailsSchema, input);
    await asPayer({ organization }, (member) => saveBillingDetails(member, given));
    revalidatePath("/billing", "layout");
    return undefined;
  });
}

/** Charges the card for what an unpaid subscription owes. */
export async function payWhatIsDue(organization: string, input: { amount: number; currency: string }) {
  return answer(async () => {
    const given = parseInput(payUnpaidSchema, input);
    const result = await asPayer({ organization }, (member) => payUnpaid(member, given));
    revalidatePath("/billing", "layout");
    return result;
  });
}
