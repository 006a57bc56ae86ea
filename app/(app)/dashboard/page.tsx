import type { Metadata } from "next";
import { ActivityCard } from "@/components/dashboard/activity-card";
import { PlanCard } from "@/components/dashboard/plan-card";
import { SetupChecklist } from "@/components/dashboard/setup-checklist";
import { productPages } from "@/components/products";
import { planNote } from "@/components/shell/plan/plan-note";
import { Suspended } from "@/components/shell/suspended";
import { PageHeader } from "@/components/ui/page-header";
import { recentAudit } from "@/lib/audit";
import { planFacts } from "@/lib/billing";
import { setupItems } from "@/lib/setup-items";
import { type Member, memberPage } from "@/lib/tenancy";
import { liveUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Dashboard" };

async function readDashboard(member: Member) {
  const plan = await planFacts(member);
  if (plan.access === "blocked") return undefined;
  return {
    plan,
    organization: member.organization,
    now: member.now,
    usage: await liveUsage(member),
    setup: await setupItems(member),
    activity: await recentAudit(member, 30),
    product: await productPages.dashboard(member),
  };
}

export default async function DashboardPage() {
  const view = await memberPage({}, readDashboard);
  if (!view) return <Suspended />;
  const { plan, organization, now, usage, setup, activity, product } = view;
  return (
    <div className="grid gap-6">
      <PageHeader title="Dashboard" description={organization.name} actions={product.actions} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-6">{product.main}</div>
        <div className="grid min-w-0 gap-6 md:max-xl:grid-cols-2">
          {!product.showsPlan && (
            <PlanCard plan={{ name: plan.name, note: planNote(plan) }} usage={usage} bought={plan.bought} />
          )}
          <SetupChecklist items={setup} />
          <ActivityCard rows={activity} now={now} />
        </div>
      </div>
    </div>
  );
}
