import { ArrowLeft, UserRoundCheck } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { MeterList } from "@/components/usage/meter-list";
import { countOf } from "@/components/usage/words";
import type { OrganizationDetails } from "@/lib/admin";
import { catalog } from "@/lib/catalog";
import { creditUnits } from "@/lib/credits";
import { formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { formatCount, formatNumber } from "@/lib/numbers";
import { CopyId } from "../../copy-id";
import { Panel } from "../../panel";
import { VerifyNow } from "../../reconciliation/verify-now";
import { ScrollToHash } from "../../scroll-to-hash";
import { StatusBadge } from "../../status-badge";
import { StripeId } from "../../stripe-id";
import type { ActFacts } from "../acts/act-props";
import { OrganizationActions } from "../acts/organization-actions";
import { CreditList, type ShownCredits } from "./credit-list";
import { EffectiveLimits } from "./effective-limits";
import { EmailTable } from "./email-table";
import { EndMemberSessions } from "./end-member-sessions";
import { GiveCredits } from "./give-credits";
import { GrantOverride } from "./grant-override";
import type { OverrideSubjects } from "./grant-override-dialog";
import { Health, KeyFigures } from "./key-figures";
import { Notes } from "./notes";
import { ProfileFacts, SubscriptionFacts } from "./organization-facts";
import { AuditTable, InvoiceTable, MovementTable, StripeEventTable, SupportSessionList } from "./organization-tables";
import { OverrideList, type ShownOverride } from "./override-list";
import { SignInAs } from "./sign-in-as";
import { StripePanels } from "./stripe-panels";
import { Timeline } from "./timeline";

type OrganizationViewProps = {
  details: OrganizationDetails;
  now: Date;
  subjects: OverrideSubjects;
  facts: ActFacts;
  /** The catalog's, for amounts of organizations that never bought anything. */
  currency: string;
  /** For an admin who returns from a support session. */
  notice: string | undefined;
};

export function OrganizationView({ details, now, subjects, facts, currency, notice }: OrganizationViewProps) {
  const { organization, billing, usage } = details;
  return (
    <div className="grid grid-cols-1 gap-6">
      <ScrollToHash />
      {notice && (
        <Alert variant="info">
          <UserRoundCheck aria-hidden />
          <AlertDescription>{notice}</AlertDescription>
        </Alert>
      )}
      <OrganizationHeader details={details} facts={facts} />
      <Health signs={details.health} />
      <KeyFigures details={details} currency={currency} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid grid-cols-1 gap-6">
          <Panel
            title="Subscription"
            description={
              billing.verifiedAt
                ? `Last verified with Stripe ${relativeTime(billing.verifiedAt, now)}.`
                : "Not verified with Stripe yet."
            }
            action={organization.stripeCustomerId && <VerifyNow organizationId={organization.id} />}
          >
            <SubscriptionFacts details={details} />
          </Panel>
          <StripePanels stripe={details.stripe} />
          <Panel title="Usage" description={accessText(details)}>
            <MeterList meters={usage} hints={false} className="sm:grid-cols-2 sm:gap-x-8" />
          </Panel>
          <Panel
            id="overrides"
            title="Overrides"
            description="Overrides take precedence over plan and add-ons."
            action={<GrantOverride organizationId={organization.id} subjects={subjects} />}
          >
            <OverrideList organizationId={organization.id} overrides={shownOverrides(details, subjects, now)} />
          </Panel>
          <Panel
            id="credits"
            title="Credits"
            description="They pay for usage beyond the limits."
            action={<GiveCredits organizationId={organization.id} units={creditUnits().map(nameOfUnit)} />}
          >
            <CreditList organizationId={organization.id} credits={shownCredits(details)} />
          </Panel>
          <Panel title="Effective limits">
            <EffectiveLimits limits={details.limits} />
          </Panel>
          <Panel id="invoices" title="Invoices" flush>
            <InvoiceTable organizationId={organization.id} invoices={details.invoices} />
          </Panel>
          <Panel title="Movements" description="Every change in MRR." flush>
            <MovementTable movements={details.movements} />
          </Panel>
          <Panel id="emails" title="Emails" flush={details.emails.length > 0}>
            {details.emails.length > 0 ? (
              <EmailTable organizationId={organization.id} emails={details.emails} />
            ) : (
              <p className="text-muted-foreground text-sm">No emails yet.</p>
            )}
          </Panel>
          <Panel title="Stripe events" description="The latest events about this customer." flush>
            <StripeEventTable events={details.events} />
          </Panel>
          <Panel
            title="Audit log"
            description="Latest entries, newest first."
            action={
              <Button asChild size="sm" variant="outline">
                <Link href={`/admin/audit-log?organization=${organization.id}`}>Show all</Link>
              </Button>
            }
            flush
          >
            <AuditTable audit={details.audit.slice(0, 10)} />
          </Panel>
        </div>
        <div className="grid grid-cols-1 gap-6">
          <Panel title="Notes">
            <Notes organizationId={organization.id} notes={details.notes} now={now} />
          </Panel>
          <Panel title="Timeline">
            <Timeline entries={details.timeline} now={now} />
          </Panel>
          <Panel id="members" title="Members" description={formatCount(details.members.length, "person", "people")}>
            <MemberList organizationId={organization.id} members={details.members} />
          </Panel>
          <Panel title="Profile">
            <ProfileFacts organization={organization} answers={details.answers} />
          </Panel>
          <Panel title="Support sessions">
            <SupportSessionList sessions={details.supportSessions} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

type OrganizationHeaderProps = { details: OrganizationDetails; facts: ActFacts };

function OrganizationHeader({ details: { organization, billing }, facts }: OrganizationHeaderProps) {
  const { id, name, externalId, stripeCustomerId } = organization;
  return (
    <div className="grid gap-1.5">
      <PageHeader
        eyebrow={
          <Link
            href="/admin/organizations"
            className="inline-flex items-center gap-1 underline-offset-4 hover:underline"
          >
            <ArrowLeft className="size-3.5" aria-hidden />
            Organizations
          </Link>
        }
        title={name}
        actions={
          <>
            <StatusBadge status={billing.status} suspendedAt={billing.suspendedAt} />
            <OrganizationActions {...facts} />
          </>
        }
      />
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground">
        <CopyId value={id} label="ID" />
        {externalId && <CopyId value={externalId} label="external ID" />}
        {stripeCustomerId && <StripeId id={stripeCustomerId} label="customer" />}
      </div>
    </div>
  );
}

const accessLabels = { full: "Full", grace: "Grace", read_only: "Read-only", blocked: "Blocked" } as const;

function accessText({ access: { access, since, refusal } }: OrganizationDetails): string {
  const text = `${accessLabels[access]} access${since ? ` since ${formatUtcDate(since)}` : ""}.`;
  return refusal ? `${text} The customer sees: “${refusal}”` : text;
}

function shownOverrides({ overrides, usage }: OrganizationDetails, subjects: OverrideSubjects, now: Date) {
  return overrides.map(({ id, kind, name, enabled, limit, unlimited, reason, createdAt, expiresAt }): ShownOverride => {
    const subject = subjects[kind === "feature" ? "features" : "meters"].find(({ key }) => key === name);
    const unit = usage.find(({ key }) => key === name)?.unit;
    const amount = unlimited || limit === null ? "unlimited" : unit ? countOf(limit, unit) : String(limit);
    const granted = kind === "feature" ? (enabled ? "on" : "off") : amount;
    const ended = expiresAt !== null && expiresAt <= now;
    return { id, name: subject?.name ?? name, granted, reason, createdAt, expiresAt, ended };
  });
}

const counterOf = (key: string) => catalog.meters.find((meter) => meter.key === key);

const nameOfUnit = (key: string) => ({ key, name: counterOf(key)?.name ?? `Money, ${key.toUpperCase()}` });

function shownCredits({ credits }: OrganizationDetails): ShownCredits[] {
  return credits.flatMap(({ grants }) =>
    grants.map(({ id, meter, currency, remaining, reason, expiresAt }) => {
      const unit = counterOf(meter ?? "")?.unit;
      const units = unit ? formatCount(remaining, unit.one, unit.other) : formatNumber(remaining);
      return { id, remaining: currency ? formatMoney({ amount: remaining, currency }) : units, reason, expiresAt };
    }),
  );
}

function MemberList({ organizationId, members }: { organizationId: string } & Pick<OrganizationDetails, "members">) {
  return (
    <ul className="grid gap-3 text-sm">
      {members.map(({ id, name, email, role, isPlatformAdmin }) => (
        <li key={id} className="flex items-center gap-3">
          <div className="grid min-w-0 flex-1">
            <span className="truncate font-medium">{name ?? email}</span>
            <span className="truncate text-muted-foreground text-xs">
              <span className="capitalize">{role}</span>
              {name && ` · ${email}`}
            </span>
          </div>
          {isPlatformAdmin ? (
            <Badge variant="outline">Platform admin</Badge>
          ) : (
            <span className="flex items-center gap-1">
              <SignInAs organizationId={organizationId} person={{ id, name, email }} />
              <EndMemberSessions organizationId={organizationId} person={{ id, name, email }} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
