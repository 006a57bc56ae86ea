import type { ReactNode } from "react";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import { Card, CardContent } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { SsoFacts } from "@/lib/single-sign-on";
import { ConnectionFacts } from "./connection-facts";
import { ConnectionForm } from "./connection-form";
import { Controls } from "./controls";
import { Domains } from "./domains";
import { TestResult } from "./test-result";

/** Where an owner sets up single sign-on. A connection can be turned off and removed even without the feature. */
export function SingleSignOnView({ facts }: { facts: SsoFacts }) {
  const { offer, organization, connection, domains, outside, addresses, test, now } = facts;
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link href="/settings?tab=access" className="underline-offset-4 hover:underline">
            Settings
          </Link>
        }
        title="Single sign-on"
        description={`Members sign in to ${organization} with your company's identity provider. Its administrators can sign in as anyone at your domains, but only to ${organization}.`}
      />
      {test && <TestResult test={test} />}
      {offer && (
        <FeatureGate offer={offer}>
          <span />
        </FeatureGate>
      )}
      {offer && connection && (
        <p className="text-muted-foreground text-sm">
          Your plan no longer includes single sign-on, so it's off and not required. Members sign in with their
          password.
        </p>
      )}
      {!offer && (
        <>
          <Section id="domains" title="Email domains" description="Verify that you own your company's email domains.">
            <Domains domains={domains} />
          </Section>
          <Section
            id="provider"
            title="Identity provider"
            description="Okta, Microsoft Entra, Google Workspace or any other provider that supports SAML 2.0 or OpenID Connect."
          >
            <div className="grid gap-6">
              {connection && <ConnectionFacts connection={connection} now={now} />}
              <ConnectionForm
                kind={connection?.kind ?? "saml"}
                issuer={connection?.issuer}
                clientId={connection?.clientId ?? undefined}
                addresses={addresses}
              />
            </div>
          </Section>
        </>
      )}
      {connection && (
        <Section id="use" title="Rollout" description="Test it, turn it on, then require it.">
          <Controls connection={connection} organization={organization} domains={domains} outside={outside} />
        </Section>
      )}
    </div>
  );
}

type SectionProps = { id: string; title: string; description: string; children: ReactNode };

function Section({ id, title, description, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="grid gap-x-8 gap-y-3 border-t pt-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="grid content-start gap-1">
        <h2 id={id} className="font-semibold text-base tracking-[-0.011em]">
          {title}
        </h2>
        <p className="text-pretty text-muted-foreground text-sm">{description}</p>
      </div>
      <Card className="max-w-2xl">
        <CardContent>
          <Writes explain inPerson need="read">
            {children}
          </Writes>
        </CardContent>
      </Card>
    </section>
  );
}
