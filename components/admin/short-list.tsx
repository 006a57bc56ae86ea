import Link from "next/link";
import type { ReactNode } from "react";
import type { ListedOrganization } from "@/lib/admin";
import { StateBadge } from "./state-badge";

type ShortListProps = {
  organizations: readonly ListedOrganization[];
  /** What a row says below the name. */
  note: (organization: ListedOrganization) => string;
  empty: ReactNode;
};

/** A handful of organizations, each leading to its file. */
export function ShortList({ organizations, note, empty }: ShortListProps) {
  if (organizations.length === 0) return <p className="text-muted-foreground text-sm">{empty}</p>;
  return (
    <ul className="divide-y">
      {organizations.map((organization) => (
        <li key={organization.id} className="flex items-center gap-3 py-2.5 first:pt-0 last:pb-0">
          <div className="grid min-w-0 flex-1 gap-0.5">
            <Link
              href={`/admin/organizations/${organization.id}`}
              className="truncate font-medium text-sm underline-offset-4 hover:underline"
            >
              {organization.name}
            </Link>
            <span className="truncate text-muted-foreground text-xs">{note(organization)}</span>
          </div>
          <StateBadge {...organization} />
        </li>
      ))}
    </ul>
  );
}
