import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { productNavigation } from "@/components/products/navigation";
import { ConfirmationDialog } from "@/components/shell/confirmation/confirmation-dialog";
import { ActingBanner } from "@/components/shell/impersonation/acting-banner";
import { Navigation, palettePages } from "@/components/shell/navigation/navigation";
import { PageOrganization } from "@/components/shell/page-organization";
import { Banners } from "@/components/shell/plan/banners";
import { planNote } from "@/components/shell/plan/plan-note";
import { readOnlyBlock } from "@/components/shell/plan/read-only-block";
import { QueryProvider } from "@/components/shell/queries/query-provider";
import { Shell } from "@/components/shell/shell";
import { WriteLimits } from "@/components/shell/writes";
import { TimeMachine } from "@/components/time-machine";
import { Toaster } from "@/components/ui/sonner";
import { planFacts } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { memberPage, ownOrganizations } from "@/lib/tenancy";

/** The frame of the signed-in pages. Each page checks access itself, because a layout isn't rendered again on navigation. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const { organization, session, now, wall, plan } = await memberPage({ onboarding: true }, async (member) => ({
    organization: member.organization,
    session: member.session,
    now: member.now,
    wall: member.wall,
    plan: await planFacts(member),
  }));
  const organizations = await ownOrganizations(session);
  const pages = { productItems: productNavigation, isPlatformAdmin: session.user.isPlatformAdmin };
  return (
    <NuqsAdapter>
      <Shell
        organization={organization}
        productName={catalog.name}
        plan={{ name: plan.name, note: planNote(plan) }}
        user={session.user}
        choices={{ organizations, current: organization.id }}
        navigation={<Navigation {...pages} />}
        pages={palettePages(pages)}
        banners={
          <>
            <ActingBanner session={session} organization={organization} wall={wall} />
            <Banners session={session} plan={plan} now={now} />
          </>
        }
      >
        <PageOrganization id={organization.id} name={organization.name}>
          <WriteLimits
            acting={session.impersonator !== null}
            viewOnly={session.readOnly}
            readOnly={readOnlyBlock(plan, now)}
          >
            <QueryProvider key={organization.id}>{children}</QueryProvider>
          </WriteLimits>
        </PageOrganization>
      </Shell>
      <ConfirmationDialog email={session.user.email} />
      <Toaster />
      <TimeMachine />
    </NuqsAdapter>
  );
}
