type Facts = {
  maySeeInvoices: boolean;
  user: { emailVerified: boolean };
  impersonator: object | null;
  readOnly: boolean;
};

/** Why a person cannot buy a plan now, and what to do about it; null when nothing is in the way. */
export function hindranceOf({ maySeeInvoices, user, impersonator, readOnly }: Facts): string | null {
  if (impersonator || readOnly) return "Billing cannot be changed while acting on a customer's behalf.";
  if (!maySeeInvoices) return "Ask an owner or admin of your organization to choose a plan.";
  if (!user.emailVerified) return "Verify your e-mail address to choose a plan: follow the link we sent you.";
  return null;
}
