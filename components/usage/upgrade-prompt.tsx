import { TrendingUp } from "lucide-react";
import Link from "@/components/navigation/link";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { MeterReport } from "@/lib/usage";
import { countOf, percentUsed, suggestsUpgrade } from "./words";

/** From the warning threshold on: how much is used, and what allows more. Nothing below it. */
export function UpgradePrompt({ meter }: { meter: MeterReport }) {
  if (!suggestsUpgrade(meter)) return null;
  const { lifts, part, unit, state } = meter;
  const plan = lifts.find(({ kind }) => kind === "plan");
  return (
    <Alert variant={state === "grace" ? "destructive" : "warning"}>
      <TrendingUp aria-hidden />
      <AlertTitle>
        You've used {percentUsed(part)} of this period's {unit.other}
      </AlertTitle>
      <AlertDescription>
        {plan && (
          <p>
            {plan.name} includes {plan.limit === "unlimited" ? `unlimited ${unit.other}` : countOf(plan.limit, unit)}.
          </p>
        )}
        <Button asChild size="sm" variant="outline">
          <Link href="/billing">{plan ? `Upgrade to ${plan.name}` : "See plans"}</Link>
        </Button>
      </AlertDescription>
    </Alert>
  );
}
