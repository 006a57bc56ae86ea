import type { ComponentType, ReactNode } from "react";
import { Writes } from "@/components/shell/writes";
import { Card, CardContent } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { catalog } from "@/lib/catalog";
import type { SettingsFacts } from "@/lib/settings";
import { DeleteAccount } from "./account/delete-account";
import { EmailForm } from "./account/email-form";
import { ExportOwnData } from "./account/export-own-data";
import { ApiKeys } from "./api-keys/api-keys";
import { DeleteOrganization } from "./data/delete-organization";
import { ExportData } from "./data/export-data";
import { DirectorySync } from "./directory/directory-sync";
import { EmailChoices } from "./email-choices";
import { LinkedAccountList } from "./linked-accounts/linked-account-list";
import { NameForm } from "./name-form";
import { ProfileForm } from "./profile-form";
import { ProfileList } from "./profile-list";
import { PasswordForm } from "./security/password-form";
import { RequireTwoFactor } from "./security/require-two-factor";
import { SessionList } from "./security/session-list";
import { SetPassword } from "./security/set-password";
import { SignInHistory } from "./security/sign-in-history";
import { TwoFactor } from "./security/two-factor";
import { SingleSignOnSummary } from "./single-sign-on/summary";
import { SupportSessionList } from "./support-session-list";
import { TabNavigation } from "./tab-navigation";
import type { SettingsTab } from "./tabs";

type FactsProps = { facts: SettingsFacts };

const sections: Readonly<Record<SettingsTab, ComponentType<FactsProps>>> = {
  organization: OrganizationSections,
  access: TeamSecuritySections,
  "api-keys": ApiKeySections,
  account: AccountSections,
  security: SecuritySections,
};

/** The organization's settings and the person's own, a tab at a time. */
export function SettingsView({ facts, tab }: FactsProps & { tab: SettingsTab }) {
  const Sections = sections[tab];
  return (
    <div className="grid gap-6">
      <PageHeader title="Settings" />
      <TabNavigation current={tab} />
      {/* Without a key, a field of one tab would keep what was typed when another takes its place. */}
      <div key={tab} className="grid gap-8">
        <Sections facts={facts} />
      </div>
    </div>
  );
}

function OrganizationSections({ facts }: FactsProps) {
  const { organization, manages, isOwner, paidPlan, supportSessions } = facts;
  return (
    <>
      <Section id="organization" title="Organization" description="Shown to your team and on invoices.">
        <Writes explain inPerson>
          <NameForm
            kind="organization"
            label="Name"
            name={organization.name}
            readOnly={!manages}
            note={manages ? undefined : "Only owners and admins can change this."}
          />
        </Writes>
      </Section>
      {facts.questions.length > 0 && (
        <Section
          id="profile"
          title="About your organization"
          description="Your answers set the defaults in the product."
        >
          {manages ? (
            <Writes explain inPerson>
              <ProfileForm questions={facts.questions} profile={facts.profile} />
            </Writes>
          ) : (
            <ProfileList questions={facts.questions} profile={facts.profile} />
          )}
        </Section>
      )}
      {supportSessions && (
        <Section
          id="support-access"
          title="Support access"
          description="When our support team signed in as a member of your organization, and why. Sessions are time-limited and can't touch your team, billing or keys."
        >
          <SupportSessionList sessions={supportSessions} now={facts.now} />
        </Section>
      )}
      <Section
        id="data"
        title="Data export"
        description="A ZIP of CSV files with everything in your organization. Up to 6 exports an hour."
      >
        <Writes explain inPerson need="read">
          <ExportData manages={manages} />
        </Writes>
      </Section>
      <Section
        id="deletion"
        title="Delete organization"
        description="Permanently deletes its data, its team and its subscription."
      >
        <Writes explain inPerson need="read">
          <DeleteOrganization organization={organization.name} isOwner={isOwner} plan={paidPlan} />
        </Writes>
      </Section>
    </>
  );
}

function TeamSecuritySections({ facts }: FactsProps) {
  const { organization, person, isOwner } = facts;
  return (
    <>
      <Section id="team-security" title="Team security" description="How members of your organization sign in.">
        <Writes explain inPerson>
          <RequireTwoFactor since={organization.twoFactorRequiredAt} isOwner={isOwner} own={facts.factors.inSession} />
        </Writes>
      </Section>
      {facts.singleSignOn && (
        <Section
          id="single-sign-on"
          title="Single sign-on"
          description="Members sign in with your company's identity provider."
        >
          <SingleSignOnSummary {...facts.singleSignOn} isOwner={isOwner} />
        </Section>
      )}
      {facts.directory && (
        <Section
          id="directory"
          title="Directory sync"
          description="Your company's directory, such as Okta or Microsoft Entra ID, adds and removes members (SCIM 2.0)."
        >
          <Writes explain inPerson need="read">
            <DirectorySync
              organization={organization.id}
              {...facts.directory}
              verified={person.emailVerified}
              now={facts.wall}
            />
          </Writes>
        </Section>
      )}
    </>
  );
}

function ApiKeySections({ facts }: FactsProps) {
  const { organization, person, manages, keys } = facts;
  return (
    <Section id="api-keys" title="API keys" description="For your own servers. A key is shown only once.">
      <Writes explain inPerson need="read">
        <ApiKeys
          organization={organization.id}
          keys={keys}
          includedIn={facts.apiIncludedIn}
          manages={manages}
          verified={person.emailVerified}
          now={facts.wall}
        />
      </Writes>
    </Section>
  );
}

function AccountSections({ facts }: FactsProps) {
  const { person, emails } = facts;
  return (
    <>
      <Section id="account" title="Your account" description={`You sign in as ${person.email}.`}>
        <Writes explain inPerson need="read">
          <NameForm kind="person" label="Your name" name={person.name ?? ""} />
        </Writes>
      </Section>
      <Section
        id="email-address"
        title="Email address"
        description="You sign in with it and get emails about your account there."
      >
        <Writes explain inPerson need="read">
          <EmailForm email={person.email} pending={facts.emailChange} />
        </Writes>
      </Section>
      <Section
        id="emails"
        title="Emails"
        description="Choose which emails you get. Security and billing emails are always sent."
      >
        <Writes explain inPerson need="read">
          <EmailChoices preferences={emails} />
        </Writes>
      </Section>
      <Section
        id="own-data"
        title="Your data"
        description="Everything stored about you, in all of your organizations, as a JSON file."
      >
        <Writes explain inPerson need="read">
          <ExportOwnData />
        </Writes>
      </Section>
      <Section id="account-deletion" title="Delete account" description="Deletes your account, not your organization.">
        <Writes explain inPerson need="read">
          <DeleteAccount email={person.email} />
        </Writes>
      </Section>
    </>
  );
}

function SecuritySections({ facts }: FactsProps) {
  const { person, sessions } = facts;
  return (
    <>
      <Section id="password" title="Password" description="Changing it signs you out everywhere else.">
        <Writes explain inPerson need="read">
          {facts.hasPassword ? <PasswordForm email={person.email} /> : <SetPassword email={person.email} />}
        </Writes>
      </Section>
      {facts.providers.length + facts.linkedAccounts.length > 0 && (
        <Section
          id="linked-accounts"
          title="Linked accounts"
          description="Accounts you can sign in with instead of your password."
        >
          <Writes explain inPerson need="read">
            <LinkedAccountList providers={facts.providers} linked={facts.linkedAccounts} now={facts.wall} />
          </Writes>
        </Section>
      )}
      <Section
        id="two-factor"
        title="Two-factor authentication"
        description="A second step when you sign in, so a stolen password isn't enough."
      >
        <Writes explain inPerson need="read">
          <TwoFactor factors={facts.factors} email={person.email} productName={catalog.name} now={facts.wall} />
        </Writes>
      </Section>
      <Section
        id="sessions"
        title="Sessions"
        description={
          facts.isOwnSession
            ? "Where you're signed in. Sessions end after 30 days of inactivity."
            : "Sessions that your company's single sign-on opened. They end after 24 hours. To see your other sessions, sign in with your password."
        }
      >
        <Writes explain inPerson need="read">
          <SessionList sessions={sessions} isOwnSession={facts.isOwnSession} now={facts.wall} />
        </Writes>
      </Section>
      <Section
        id="sign-in-history"
        title="Sign-in history"
        description={
          facts.isOwnSession
            ? "Recent sign-ins to your account, including failed ones."
            : "Recent sign-ins with your company's single sign-on."
        }
      >
        <SignInHistory events={facts.history} now={facts.now} />
      </Section>
    </>
  );
}

type SectionProps = { id: string; title: string; description: string; children: ReactNode };

function Section({ id, title, description, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-20 gap-x-8 gap-y-3 border-t pt-8 first:border-0 first:pt-0 lg:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div className="grid content-start gap-1">
        <h2 id={`${id}-title`} className="font-semibold text-base tracking-[-0.011em]">
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
