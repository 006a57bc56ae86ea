import type { ReactNode } from "react";

import { Logo } from "@/components/brand/logo";
import { signOut } from "@/components/shell/actions";
import { ActingBanner } from "@/components/shell/impersonation/acting-banner";
import { PageOrganization } from "@/components/shell/page-organization";
import { WriteLimits, Writes } from "@/components/shell/writes";
import { TimeMachine } from "@/components/time-machine";
import { Button } from "@/components/ui/button";
import { Toaster } from "@/components/ui/sonner";
import { catalog } from "@/lib/catalog";
import { memberPage } from "@/lib/tenancy";

/** Its pages have no loading.tsx: what is streamed after a skeleton shows only with script, and these work without. */
export default async function OnboardingLayout({ children }: { children: ReactNode }) {
  const { session, organization, wall } = await memberPage({ onboarding: true }, async (member) => member);
  return (
    <div className="min-h-dvh">
      <header className="border-b bg-card">
        <div className="mx-auto flex h-14 max-w-5xl items-center justify-between gap-4 px-4 sm:px-6">
          <Logo name={catalog.name} brand={catalog.brand} />
          <form action={signOut}>
            <Button type="submit" variant="ghost" size="sm">
              Sign out
            </Button>
          </form>
        </div>
      </header>
      <ActingBanner session={session} organization={organization} wall={wall} />
      <main className="mx-auto max-w-5xl px-4 py-8 sm:px-6 sm:py-12">
        <PageOrganization id={organization.id} name={organization.name}>
          <WriteLimits acting={session.impersonator !== null} viewOnly={session.readOnly} readOnly={null}>
            <Writes explain inPerson>
              {children}
            </Writes>
          </WriteLimits>
        </PageOrganization>
      </main>
      <Toaster />
      <TimeMachine />
    </div>
  );
}
