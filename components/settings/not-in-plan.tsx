import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";

/** @param includedIn the name of the plan that includes it. */
export function NotInPlan({ what, includedIn }: { what: string; includedIn: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted-foreground text-sm">
        {includedIn ? `${what} is included in ${includedIn}.` : `Your plan doesn't include ${what.toLowerCase()}.`}
      </p>
      <Button asChild variant="outline" size="sm">
        <Link href="/billing#plans">View plans</Link>
      </Button>
    </div>
  );
}
