import { TriangleAlert } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { formatUtcDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { TeamFacts } from "@/lib/tenancy";

/** Says which invitations are withdrawn when the organization gets fewer seats. */
export function WithdrawalNotice({ withdrawal }: { withdrawal: NonNullable<TeamFacts["withdrawal"]> }) {
  const { at, seats, addresses } = withdrawal;
  return (
    <Alert variant="warning">
      <TriangleAlert aria-hidden />
      <AlertTitle>
        {`From ${formatUtcDate(at)}, you'll have ${formatCount(seats, "seat")}. ${formatCount(addresses.length, "invitation")} will be withdrawn.`}
      </AlertTitle>
      <AlertDescription>
        {`${addresses.join(", ")}, unless they join before then. No members lose access.`}
      </AlertDescription>
    </Alert>
  );
}
