type Facts = {
  maySeeInvoices: boolean;
  user: { emailVerified: boolean };
  impersonator: object | null;
  readOnly: boolean;
};

/** Why this person can't buy a plan, and what to do about it; null when they can. */
export function purchaseBlocker({ maySeeInvoices, user, impersonator, readOnly }: Facts): string | null {
  if (impersonator || readOnly) return "Billing can't be changed during a support session.";
  if (!maySeeInvoices) return "Ask an owner or admin of your organization to choose a plan.";
  if (!user.emailVerified) return "Verify your email to choose a plan. Check your inbox for the link we sent.";
  return null;
}
