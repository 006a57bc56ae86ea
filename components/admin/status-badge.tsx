import { Badge, type BadgeVariant } from "@/components/ui/badge";
import type { ListedOrganization } from "@/lib/admin";

export const statusBadges = {
  trialing: { label: "Trial", variant: "info" },
  active: { label: "Active", variant: "success" },
  past_due: { label: "Past due", variant: "warning" },
  unpaid: { label: "Unpaid", variant: "destructive" },
  paused: { label: "Paused", variant: "warning" },
  incomplete: { label: "Incomplete", variant: "warning" },
  canceled: { label: "Canceled", variant: "secondary" },
  expired: { label: "Trial ended", variant: "secondary" },
  suspended: { label: "Suspended", variant: "destructive" },
} as const satisfies Record<string, { label: string; variant: BadgeVariant }>;

/** The status of an organization's subscription. A suspension comes first, whatever Stripe says. */
export function StatusBadge({ status, suspendedAt }: Pick<ListedOrganization, "status" | "suspendedAt">) {
  const { label, variant } = statusBadges[suspendedAt ? "suspended" : status];
  return (
    <Badge variant={variant} dot>
      {label}
    </Badge>
  );
}
