import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import type { ListedOrganization } from "@/lib/admin";
import { StatusBadge } from "../status-badge";

type OrganizationListProps = {
  organizations: readonly ListedOrganization[];
  /** The line below the name. */
  note: (organization: ListedOrganization) => string;
  empty: ReactNode;
};

export function OrganizationList({ organizations, note, empty }: OrganizationListProps) {
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
          <StatusBadge {...organization} />
        </li>
      ))}
    </ul>
  );
}
