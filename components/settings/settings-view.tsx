import type { ReactNode } from "react";
import { Writes } from "@/components/shell/writes";
import { Card, CardContent } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { SettingsActions } from "./actions";
import { ApiKeys } from "./api-keys/api-keys";
import { DeleteOrganization } from "./data/delete-organization";
import { ExportData } from "./data/export-data";
import { EmailChoices } from "./email-choices";
import { NameForm } from "./name-form";
import { PasswordForm } from "./security/password-form";
import { SessionList } from "./security/session-list";
import type { SettingsFacts } from "./settings-facts";
import { VisitList } from "./support-session-list";

/** The organization's settings, then one's own. */
export function SettingsView({ facts, actions }: { facts: SettingsFacts; actions: SettingsActions }) {
  const { organization, person, manages, owns, paidPlan, sessions, keys, emails, soldWith, visits, now, productNow } =
    facts;
  return (
    <div className="grid gap-6">
      <PageHeader title="Settings" description="Your organization, and your own account." />
      <Section id="organization" title="Organization" description="What your team and your invoices call it.">
        <Writes told>
          <NameForm
            kind="organization"
            label="Name"
            name={organization.name}
            save={actions.rename}
            readOnly={!manages}
            note={manages ? undefined : "Owners and admins can change it."}
          />
        </Writes>
      </Section>
      <Section id="api-keys" title="API keys" description="For your own servers. A key is shown once, when it is made.">
        <Writes told inPerson>
          <ApiKeys
            keys={keys}
            soldWith={soldWith}
            manages={manages}
            verified={person.emailVerified}
            now={now}
            actions={actions}
          />
        </Writes>
      </Section>
      <Section
        id="data"
        title="Your data"
        description="One ZIP with a CSV file of everything, as it is at this moment. Six times an hour at most."
      >
        <Writes told inPerson>
          <ExportData manages={manages} />
        </Writes>
      </Section>
      {visits && (
        <Section
          id="visits"
          title="Visits by our people"
          description="When one of them signed in as one of you, and why. For a while at a time; your billing and keys stay yours."
        >
          <VisitList visits={visits} now={productNow} />
        </Section>
      )}
      <Section id="account" title="Your account" description={`You sign in as ${person.email}.`}>
        <Writes told inPerson>
          <NameForm kind="person" label="Your name" name={person.name ?? ""} save={actions.renameMe} />
        </Writes>
      </Section>
      <Section
        id="emails"
        title="E-mails"
        description="What you can do without. What is about your account, your access or money always comes."
      >
        <Writes told inPerson>
          <EmailChoices preferences={emails} prefer={actions.preferEmail} />
        </Writes>
      </Section>
      <Section id="password" title="Password" description="Changing it signs you out everywhere else.">
        <Writes told inPerson>
          <PasswordForm email={person.email} changePassword={actions.changePassword} />
        </Writes>
      </Section>
      <Section
        id="sessions"
        title="Sessions"
        description="Where you are signed in. A session nobody uses ends after 30 days."
      >
        <Writes told inPerson>
          <SessionList sessions={sessions} now={now} actions={actions} />
        </Writes>
      </Section>
      <Section
        id="deletion"
        title="Delete the organization"
        description="At once and for good: its data, its team and its subscription."
      >
        <Writes told inPerson>
          <DeleteOrganization
            organization={organization.name}
            email={person.email}
            owns={owns}
            plan={paidPlan}
            deleteOrganization={actions.deleteOrganization}
          />
        </Writes>
      </Section>
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
        <CardContent>{children}</CardContent>
      </Card>
    </section>
  );
}
