import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { LiveMeterList, type LiveUsage } from "@/components/usage/live-meter-list";

type PlanCardProps = {
  plan: { name: string; note: string };
  usage: LiveUsage;
  /** There is a subscription, whether or not its last payment succeeded. */
  bought: boolean;
};

/** The plan and its usage. */
export function PlanCard({ plan, usage, bought }: PlanCardProps) {
  return (
    <Card className="gap-4">
      <CardHeader>
        <CardTitle>{plan.name}</CardTitle>
        <CardAction className="text-muted-foreground text-xs leading-6 tabular-nums">{plan.note}</CardAction>
      </CardHeader>
      <CardContent>
        <LiveMeterList usage={usage} hints={false} />
      </CardContent>
      <CardFooter className="pt-4 [&>*]:flex-1">
        <Button asChild variant="outline" size="sm">
          <Link href="/usage">View usage</Link>
        </Button>
        <Button asChild size="sm" variant={bought ? "outline" : "default"}>
          <Link href={bought ? "/billing" : "/billing#plans"}>{bought ? "Manage plan" : "Choose a plan"}</Link>
        </Button>
      </CardFooter>
    </Card>
  );
}
