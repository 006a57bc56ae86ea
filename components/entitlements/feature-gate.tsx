import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { planPath } from "@/components/billing/plan/plan-path";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { FeatureOffer } from "@/lib/entitlements";

type FeatureGateProps = {
  /** Null where the organization has the feature (`offerOf`). */
  offer: FeatureOffer | null;
  children: ReactNode;
};

/** A part of a page that needs a feature. Without it, shows what the feature is and which plan includes it. */
export function FeatureGate({ offer, children }: FeatureGateProps) {
  if (!offer) return children;
  const { name, description, plan } = offer;
  return (
    <EmptyState
      icon={LockKeyhole}
      title={name}
      description={
        <>
          {description} {plan ? `Included in ${plan.name}.` : "Not in any plan right now."}
        </>
      }
      action={
        plan && (
          <Button asChild variant="outline" size="sm">
            <Link href={planPath(plan.key)}>See {plan.name}</Link>
          </Button>
        )
      }
      className="bg-card"
    />
  );
}
