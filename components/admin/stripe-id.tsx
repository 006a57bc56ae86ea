import { stripeDashboardUrl } from "@/lib/billing";
import { CopyId } from "./copy-id";

/** The ID of an object at Stripe, with a link to Stripe's dashboard. */
export const StripeId = ({ id, label, className }: { id: string; label: string; className?: string }) => (
  <CopyId value={id} label={label} href={stripeDashboardUrl(id)} {...(className ? { className } : {})} />
);
