"use client";

import { Building2, ReceiptText, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { PaletteGroup, PaletteItem } from "@/components/palette/palette-dialog";
import type { SearchAnswer } from "@/lib/api/queries";
import { cn } from "@/lib/cn";
import { formatMoney, formatRounded } from "@/lib/money";
import { statusBadges } from "../status-badge";

type SearchResultsProps = {
  results: SearchAnswer;
  /** They belong to what was typed before. */
  outdated: boolean;
  openPage: (href: string) => void;
};

const organizationValue = (id: string) => `organization ${id}`;

/** The organization of the highlighted item; undefined for any other item. */
export const organizationOf = (results: SearchAnswer | undefined, value: string) =>
  results?.organizations.find(({ id }) => organizationValue(id) === value);

export const organizationPage = (id: string) => `/admin/organizations/${id}`;

/** What the server found, in groups. */
export function SearchResults({ results, outdated, openPage }: SearchResultsProps) {
  const { organizations, people, invoices } = results;
  return (
    <div className={cn("transition-opacity", outdated && "opacity-60")}>
      <PaletteGroup title="Organizations">
        {organizations.map(({ id, name, domain, plan, status, suspendedAt, mrr, currency }) => (
          <PaletteItem
            key={id}
            value={organizationValue(id)}
            icon={<Building2 aria-hidden />}
            label={name}
            detail={[domain, plan].filter(Boolean).join(" · ")}
            end={
              <End>
                {mrr > 0 && currency ? `${formatRounded({ amount: mrr, currency })}/mo` : null}
                <span>{statusBadges[suspendedAt ? "suspended" : status].label}</span>
              </End>
            }
            onSelect={() => openPage(organizationPage(id))}
          />
        ))}
      </PaletteGroup>
      <PaletteGroup title="People">
        {people.map(({ id, name, email, role, organization }) => (
          <PaletteItem
            key={`${id} ${organization.id}`}
            value={`person ${id} ${organization.id}`}
            icon={<UserRound aria-hidden />}
            label={name ?? email}
            detail={name ? email : null}
            end={
              <End>
                <span className="max-w-40 truncate">{organization.name}</span>
                <span className="capitalize">{role}</span>
              </End>
            }
            onSelect={() => openPage(organizationPage(organization.id))}
          />
        ))}
      </PaletteGroup>
      <PaletteGroup title="Invoices">
        {invoices.map(({ id, number, status, total, currency, organization }) => (
          <PaletteItem
            key={id}
            value={`invoice ${id}`}
            icon={<ReceiptText aria-hidden />}
            label={number ?? id}
            detail={organization.name}
            end={
              <End>
                {formatMoney({ amount: total, currency })}
                <span className="capitalize">{status}</span>
              </End>
            }
            onSelect={() => openPage(organizationPage(organization.id))}
          />
        ))}
      </PaletteGroup>
    </div>
  );
}

function End({ children }: { children: ReactNode }) {
  return (
    <span className="flex shrink-0 items-baseline gap-3 text-muted-foreground text-xs tabular-nums max-sm:hidden">
      {children}
    </span>
  );
}
