import type { ReactNode } from "react";
import { Card, CardContent } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { SettingsActions } from "./actions";
import { ApiKeys } from "./api-keys";
import { EmailChoices } from "./email-choices";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";
import type { SettingsFacts } from "./settings-facts";

/** The organization's settings, then one's own. */
export function SettingsView({ facts, actions }: { facts: SettingsFacts; actions: SettingsActions }) {
  const { organization, person, manages, sessions, keys, emails, soldWith, now } = facts;
  return (
    <div className="grid gap-6">
      <PageHeader title="Settings" description="Your organization, and your own account." />
      <Section id="organization" title="Organization" description="What your team and your invoices call it.">
        <NameForm
          kind="organization"
          label="Name"
          name={organization.name}
          save={actions.rename}
          readOnly={!manages}
          note={manages ? undefined : "Owners and admins can change it."}
        />
      </Section>
      <Section id="api-keys" title="API keys" description="For your own servers. A key is shown once, when it is made.">
        <ApiKeys
          keys={keys}
          soldWith={soldWith}
          manages={manages}
          verified={person.emailVerified}
          now={now}
          actions={actions}
        />
      </Section>
      <Section id="account" title="Your account" description={`You sign in as ${person.email}.`}>
        <NameForm kind="person" label="Your name" name={person.name ?? ""} save={actions.renameMe} />
      </Section>
      <Section
        id="emails"
        title="E-mails"
        description="What you can do without. What is about your account, your access or money always comes."
      >
        <EmailChoices preferences={emails} prefer={actions.preferEmail} />
      </Section>
      <Section id="password" title="Password" description="Changing it signs you out everywhere else.">
        <PasswordForm email={person.email} changePassword={actions.changePassword} />
      </Section>
      <Section
        id="sessions"
        title="Sessions"
        description="Where you are signed in. A session nobody uses ends after 30 days."
      >
        <SessionList sessions={sessions} now={now} actions={actions} />
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
