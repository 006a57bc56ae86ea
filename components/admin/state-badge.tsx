import { Badge } from "@/components/ui/badge";
import type { ListedOrganization } from "@/lib/admin";
import { stateWords } from "./words";

/** Where a subscription stands; suspended comes first, whatever Stripe says. */
export function StateBadge({ status, suspendedAt }: Pick<ListedOrganization, "status" | "suspendedAt">) {
  const { label, variant } = stateWords[suspendedAt ? "suspended" : status];
  return (
    <Badge variant={variant} dot>
      {label}
    </Badge>
  );
}
