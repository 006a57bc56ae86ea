"use client";

import { AnchoredMenu, type AnchoredMenuProps } from "@/components/ui/anchored-menu";
import {
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { ActFacts } from "./act-props";
import { type ActKey, acts } from "./acts";

const groups = [
  { label: "Billing", keys: ["changePlan", "cancel", "resume", "complimentary", "sync"] },
  { label: "Trial and access", keys: ["extendTrial", "setTrial", "suspend", "reactivate", "endSessions"] },
  { label: "Data", keys: ["export", "deletion", "callOffDeletion"] },
] as const satisfies readonly { label: string; keys: readonly ActKey[] }[];

type OrganizationMenuProps = AnchoredMenuProps & { facts: ActFacts; onAsk: (act: ActKey) => void };

export default function OrganizationMenu({ facts, onAsk, ...menu }: OrganizationMenuProps) {
  const offered = groups
    .map(({ label, keys }) => ({ label, keys: keys.filter((key) => acts[key].offered(facts)) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <AnchoredMenu {...menu} align="end" className="min-w-56">
      {offered.map(({ label, keys }, index) => (
        <DropdownMenuGroup key={label}>
          {index > 0 && <DropdownMenuSeparator />}
          <DropdownMenuLabel>{label}</DropdownMenuLabel>
          {keys.map((key) => (
            <DropdownMenuItem
              key={key}
              variant={acts[key].destructive ? "destructive" : "default"}
              onSelect={() => onAsk(key)}
            >
              {acts[key].label}…
            </DropdownMenuItem>
          ))}
        </DropdownMenuGroup>
      ))}
    </AnchoredMenu>
  );
}
