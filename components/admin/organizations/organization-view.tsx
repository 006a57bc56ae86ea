import { ArrowLeft, UserRoundCheck } from "lucide-react";
import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { MeterList } from "@/components/usage/meter-list";
import { countOf } from "@/components/usage/words";
import type { OrganizationDetails } from "@/lib/admin";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { Panel } from "../panel";
import { VerifyNow } from "../reconciliation/verify-now";
import { StatusBadge } from "../status-badge";
import { EffectiveLimits } from "./effective-limits";
import { GrantOverride, type OverrideSubjects } from "./grant-override";
import { OrganizationButtons } from "./organization-buttons";
import { ProfileFacts, SubscriptionFacts } from "./organization-facts";
import { AuditTable, InvoiceTable, MovementTable } from "./organization-tables";
import { OverrideList, type ShownOverride } from "./override-list";
import { SignInAs } from "./sign-in-as";
import { StripePanels } from "./stripe-panels";

type OrganizationViewProps = {
  details: OrganizationDetails;
  now: Date;
  subjects: OverrideSubjects;
  /** For an admin who returns from a support session. */
  notice: string | undefined;
};

export function OrganizationView({ details, now, subjects, notice }: OrganizationViewProps) {
  const { organization, billing, usage } = details;
  return (
    <div className="grid gap-6">
      {notice && (
        <Alert variant="info">
          <UserRoundCheck aria-hidden />
          <AlertDescription>{notice}</AlertDescription>
        </Alert>
      )}
      <OrganizationHeader details={details} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
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
        <Panel title="Usage">
          <MeterList meters={usage} hints={false} />
        </Panel>
        <Panel title="Profile">
          <ProfileFacts organization={organization} answers={details.answers} />
        </Panel>
        <Panel title="Members">
          <MemberList organizationId={organization.id} members={details.members} />
        </Panel>
      </div>
      <Panel
        title="Overrides"
        description="Overrides take precedence over plan and add-ons."
        action={<GrantOverride organizationId={organization.id} subjects={subjects} />}
      >
        <OverrideList organizationId={organization.id} overrides={shownOverrides(details, subjects, now)} />
      </Panel>
      <Panel title="Effective limits" description={accessText(details)}>
        <EffectiveLimits limits={details.limits} />
      </Panel>
      <StripePanels stripe={details.stripe} />
      <Panel title="Movements" description="Every change in MRR." flush>
        <MovementTable movements={details.movements} />
      </Panel>
      <Panel title="Invoices" flush>
        <InvoiceTable invoices={details.invoices} />
      </Panel>
      <Panel title="Audit log" description="Latest entries, newest first." flush>
        <AuditTable audit={details.audit} />
      </Panel>
    </div>
  );
}

function OrganizationHeader({ details: { organization, billing } }: { details: OrganizationDetails }) {
  const hasBought = organization.stripeSubscriptionId !== null;
  return (
    <PageHeader
      eyebrow={
        <Link href="/admin/organizations" className="inline-flex items-center gap-1 underline-offset-4 hover:underline">
          <ArrowLeft className="size-3.5" aria-hidden />
          Organizations
        </Link>
      }
      title={organization.name}
      description={`Signed up ${formatDate(organization.createdAt)}`}
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <StatusBadge status={billing.status} suspendedAt={billing.suspendedAt} />
          <OrganizationButtons
            organization={organization}
            canExtendTrial={!hasBought && ["trialing", "expired", "incomplete"].includes(billing.status)}
            suspended={billing.suspendedAt !== null}
          />
        </div>
      }
    />
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

function MemberList({ organizationId, members }: { organizationId: string } & Pick<OrganizationDetails, "members">) {
  return (
    <ul className="grid gap-3 text-sm">
      {members.map(({ id, name, email, role, isPlatformAdmin }) => (
        <li key={id} className="flex items-center gap-3">
          <div className="grid min-w-0 flex-1">
            <span className="truncate font-medium">{name ?? email}</span>
            {name && <span className="truncate text-muted-foreground text-xs">{email}</span>}
          </div>
          <span className="text-muted-foreground capitalize">{role}</span>
          {isPlatformAdmin ? (
            <Badge variant="outline">Platform admin</Badge>
          ) : (
            <SignInAs organizationId={organizationId} person={{ id, name, email }} />
          )}
        </li>
      ))}
    </ul>
  );
}
