"use client";

import { Keyboard, LifeBuoy, LogOut, Settings } from "lucide-react";
import { useOpenKeys } from "@/components/keyboard/keyboard-provider";
import Link from "@/components/navigation/link";
import { useProgressOf } from "@/components/navigation/progress";
import { AnchoredMenu, type AnchoredMenuProps } from "@/components/ui/anchored-menu";
import { DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { signOut } from "../actions";
import { type OrganizationChoices, OrganizationSwitcher } from "./organization-switcher";
import { ThemeChoice } from "./theme-choice";

type AccountMenuProps = AnchoredMenuProps & {
  email: string;
  choices: OrganizationChoices | undefined;
  align: "start" | "end";
};

export default function AccountMenu({ email, choices, ...menu }: AccountMenuProps) {
  const showProgress = useProgressOf();
  const openKeys = useOpenKeys();
  return (
    <AnchoredMenu {...menu} className="w-56">
      <DropdownMenuLabel className="truncate">{email}</DropdownMenuLabel>
      <DropdownMenuItem asChild>
        <Link href="/settings">
          <Settings /> Settings
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={openKeys}>
        <Keyboard /> Keyboard shortcuts
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <a href="/support">
          <LifeBuoy /> Support
        </a>
      </DropdownMenuItem>
      {choices && <OrganizationSwitcher {...choices} />}
      <DropdownMenuSeparator />
      <ThemeChoice />
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => showProgress(signOut)}>
        <LogOut /> Sign out
      </DropdownMenuItem>
    </AnchoredMenu>
  );
}
