"use client";

import { Check } from "lucide-react";
import { useProgressOf } from "@/components/navigation/progress";
import { DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { switchOrganization } from "../actions";

export type OrganizationChoices = {
  organizations: readonly { id: string; name: string }[];
  current: string;
};

/** Switches between a person's organizations; nothing for a person in only one. */
export function OrganizationSwitcher({ organizations, current }: OrganizationChoices) {
  const showProgress = useProgressOf();
  if (organizations.length < 2) return null;
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Organizations</DropdownMenuLabel>
      {organizations.map(({ id, name }) => (
        <DropdownMenuItem
          key={id}
          aria-current={id === current ? "true" : undefined}
          onSelect={() => showProgress(() => switchOrganization(id))}
        >
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {id === current && <Check aria-hidden />}
        </DropdownMenuItem>
      ))}
    </>
  );
}
