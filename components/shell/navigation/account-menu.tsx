"use client";

import { Keyboard, LifeBuoy, LogOut, Settings } from "lucide-react";
import type { RefObject } from "react";
import { useOpenKeys } from "@/components/keyboard/keyboard-provider";
import Link from "@/components/navigation/link";
import { useProgressOf } from "@/components/navigation/progress";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { signOut } from "../actions";
import { type OrganizationChoices, OrganizationSwitcher } from "./organization-switcher";
import { ThemeChoice } from "./theme-choice";

type AccountMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What opens it, outside of this component because the menu loads later. */
  button: RefObject<HTMLButtonElement | null>;
  buttonId: string;
  email: string;
  choices: OrganizationChoices | undefined;
  align: "start" | "end";
};

export default function AccountMenu(props: AccountMenuProps) {
  const { open, onOpenChange, button, buttonId, email, choices, align } = props;
  const showProgress = useProgressOf();
  const openKeys = useOpenKeys();
  return (
    <DropdownMenu open={open} onOpenChange={onOpenChange}>
      {/* Only the menu's anchor. */}
      <DropdownMenuTrigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align={align}
        aria-labelledby={buttonId}
        className="w-56"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          button.current?.focus();
        }}
        onInteractOutside={(event) => {
          // The button closes it itself; otherwise its click would open it again.
          if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
        }}
      >
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
