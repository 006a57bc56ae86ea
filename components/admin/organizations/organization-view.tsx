import { ArrowLeft, UserRoundCheck } from "lucide-react";
import Link from "next/link";
import { priceWords } from "@/components/billing/plan/plan-words";
import { relativeTime } from "@/components/shell/relative-time";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { MeterList } from "@/components/usage/meter-list";
import { countOf } from "@/components/usage/words";
import type { OrganizationFile } from "@/lib/admin";
import { formatMoney } from "@/lib/money";
import type { OverrideActions, ReconciliationActions } from "../actions";
import { Facts } from "../facts";
import { Panel } from "../panel";
import { VerifyNow } from "../reconciliation/verify-now";
import { StateBadge } from "../state-badge";
import { mediumDate } from "../words";
import { EntitlementTrace } from "./entitlement-trace";
import { GrantOverride, type OverrideSubjects } from "./grant-override";
import { type OrganizationActions, OrganizationButtons } from "./organization-actions";
import { AuditTable, InvoiceTable, MovementTable } from "./organization-tables";
import { OverrideList, type ShownOverride } from "./override-list";
import { type Impersonate, SignInAs } from "./sign-in-as";

type OrganizationViewProps = {
  file: OrganizationFile;
  now: Date;
  planName: (key: string) => string;
  subjects: OverrideSubjects;
  overrides: OverrideActions;
  actions: OrganizationActions;
  verify: ReconciliationActions["verify"];
  impersonate: Impersonate;
  /** What is said to an admin who comes back from acting for a customer. */
  back: string | undefined;
};

export function OrganizationView(props: OrganizationViewProps) {
  const { file, now, planName, subjects, overrides, actions, verify, impersonate, back } = props;
  const { organization, billing, usage } = file;
  return (
    <div className="grid gap-6">
      {back && (
        <Alert variant="info">
          <UserRoundCheck aria-hidden />
          <AlertDescription>{back}</AlertDescription>
        </Alert>
      )}
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
        title={organization.name}
        description={`Signed up ${mediumDate(organization.createdAt)}`}
        actions={
          <div className="flex flex-wrap items-center gap-2">
            <StateBadge status={billing.status} suspendedAt={billing.suspendedAt} />
            <OrganizationButtons
              organization={organization.name}
              extendable={
                !organization.stripeSubscriptionId && ["trialing", "expired", "incomplete"].includes(billing.status)
              }
              suspended={billing.suspendedAt !== null}
              actions={actions}
            />
          </div>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Panel
          title="Subscription"
          description={
            billing.verifiedAt
              ? `Last verified with Stripe ${relativeTime(billing.verifiedAt, now)}.`
              : "Not known to Stripe yet."
          }
          action={organization.stripeCustomerId && <VerifyNow organizationId={organization.id} verify={verify} />}
        >
          <SubscriptionFacts file={file} />
        </Panel>
        <Panel title="Usage">
          <MeterList meters={usage} hints={false} />
        </Panel>
        <Panel title="Profile">
          <ProfileFacts organization={organization} answers={file.answers} />
        </Panel>
        <Panel title="Members">
          <MemberList members={file.members} impersonate={impersonate} />
        </Panel>
      </div>
      <Panel
        title="Granted beside the plan"
        description="Overrides have the last word over plan and add-ons."
        action={<GrantOverride grant={overrides.grant} subjects={subjects} />}
      >
        <OverrideList overrides={shownOverrides(file, subjects, now)} revoke={overrides.revoke} />
      </Panel>
      <Panel title="Limits and how they came about" description={accessWords(file)}>
        <EntitlementTrace limits={file.limits} />
      </Panel>
      <Panel title="Movements" description="Each change of its monthly recurring revenue." flush>
        <MovementTable movements={file.movements} planName={planName} />
      </Panel>
      <Panel title="Invoices" flush>
        <InvoiceTable invoices={file.invoices} />
      </Panel>
      <Panel title="Audit log" description={`The newest ${file.audit.length} rows.`} flush>
        <AuditTable audit={file.audit} />
      </Panel>
    </div>
  );
}

function accessWords({ access: { access, since, refusal } }: OrganizationFile): string {
  const words = `Access is ${access.replace("_", " ")}${since ? ` since ${mediumDate(since)}` : ""}.`;
  return refusal ? `${words} ${refusal}` : words;
}

function shownOverrides({ overrides, usage }: OrganizationFile, subjects: OverrideSubjects, now: Date) {
  return overrides.map(({ id, kind, name, enabled, limit, unlimited, reason, createdAt, expiresAt }): ShownOverride => {
    const subject = subjects[kind === "feature" ? "features" : "meters"].find(({ key }) => key === name);
    const unit = usage.find(({ key }) => key === name)?.unit;
    const amount = unlimited || limit === null ? "without a limit" : unit ? countOf(limit, unit) : String(limit);
    const granted = kind === "feature" ? (enabled ? "on" : "off") : amount;
    const ended = expiresAt !== null && expiresAt <= now;
    return { id, name: subject?.name ?? name, granted, reason, createdAt, expiresAt, ended };
  });
}

function SubscriptionFacts({ file: { organization, billing } }: { file: OrganizationFile }) {
  const { mrr, currency, stripeCustomerId, stripeSubscriptionId } = organization;
  const date = (value: Date | null) => (value ? mediumDate(value) : null);
  return (
    <Facts
      facts={[
        ["Plan", billing.plan.name],
        ["Price", billing.price ? priceWords(billing.price) : null],
        ["MRR", currency ? formatMoney({ amount: mrr, currency }) : null],
        ["Trial ends", date(billing.trialEndsAt)],
        ["Period ends", date(billing.currentPeriodEnd)],
        ["Cancels", date(billing.cancelAt)],
        ["Ended", date(billing.endedAt)],
        ["Card", billing.card && `${billing.card.brand} ending in ${billing.card.last4}, ${billing.card.expires}`],
        ["Stripe customer", stripeCustomerId && <code className="font-mono text-xs">{stripeCustomerId}</code>],
        [
          "Stripe subscription",
          stripeSubscriptionId && <code className="font-mono text-xs">{stripeSubscriptionId}</code>,
        ],
      ]}
    />
  );
}

function ProfileFacts({ organization, answers }: Pick<OrganizationFile, "organization" | "answers">) {
  const { id, externalId, onboardedAt } = organization;
  return (
    <Facts
      facts={[
        [
          "Id",
          <code key="id" className="font-mono text-xs">
            {id}
          </code>,
        ],
        ["Your own id", externalId],
        ["Onboarded", onboardedAt ? mediumDate(onboardedAt) : null],
        ...answers.map(({ question, answer }) => [question, answer] as const),
      ]}
    />
  );
}

type MemberListProps = Pick<OrganizationFile, "members"> & { impersonate: Impersonate };

function MemberList({ members, impersonate }: MemberListProps) {
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
            <SignInAs person={{ id, name, email }} impersonate={impersonate} />
          )}
        </li>
      ))}
    </ul>
  );
}
