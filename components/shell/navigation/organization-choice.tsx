"use client";

import { Check } from "lucide-react";
import { useTransition } from "react";
import { DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";

export type OrganizationChoices = {
  organizations: readonly { id: string; name: string }[];
  current: string;
  choose: (organizationId: string) => Promise<void>;
};

/** The organizations of a person who is in several; nothing for all others. */
export function OrganizationChoice({ organizations, current, choose }: OrganizationChoices) {
  const [, startTransition] = useTransition();
  if (organizations.length < 2) return null;
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Organizations</DropdownMenuLabel>
      {organizations.map(({ id, name }) => (
        <DropdownMenuItem
          key={id}
          aria-current={id === current ? "true" : undefined}
          onSelect={() => startTransition(() => choose(id))}
        >
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {id === current && <Check aria-hidden />}
        </DropdownMenuItem>
      ))}
    </>
  );
}
