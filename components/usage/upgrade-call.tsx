import { ArrowUpRight, TrendingUp } from "lucide-react";
import Link from "next/link";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { MeterReport } from "@/lib/usage";
import { callsForUpgrade, countOf, percentUsed } from "./words";

/** From the first step of the ladder on: how much is used, and what would allow more. Nothing below it. */
export function UpgradeCall({ meter }: { meter: MeterReport }) {
  if (!callsForUpgrade(meter)) return null;
  const { lifts, part, unit, state } = meter;
  const plan = lifts.find(({ kind }) => kind === "plan");
  return (
    <Alert variant={state === "grace" ? "destructive" : "warning"}>
      <TrendingUp aria-hidden />
      <AlertTitle>
        {percentUsed(part)} of this period's {unit.other} are used
      </AlertTitle>
      <AlertDescription>
        {plan && (
          <p>
            {plan.name} includes {plan.limit === "unlimited" ? `unlimited ${unit.other}` : countOf(plan.limit, unit)}.
          </p>
        )}
        <Button asChild size="sm" variant="outline">
          <Link href="/billing">
            {plan ? `Upgrade to ${plan.name}` : "See plans"}
            <ArrowUpRight aria-hidden />
          </Link>
        </Button>
      </AlertDescription>
    </Alert>
  );
}
