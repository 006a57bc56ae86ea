"use client";

import { ChevronsUpDown, LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";
import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/cn";
import { signOut } from "../actions";
import { initialsOf } from "../initials";
import { type OrganizationChoices, OrganizationSwitcher } from "./organization-switcher";
import { ThemeChoice } from "./theme-choice";

type UserMenuProps = {
  user: { name: string | null; email: string };
  choices?: OrganizationChoices;
  /** The avatar alone, where there is no room for the name. */
  compact?: boolean;
};

export function UserMenu({ user, choices, compact = false }: UserMenuProps) {
  const [, startTransition] = useTransition();
  const name = user.name ?? user.email;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Your account: ${user.email}`}
        className={cn(
          "flex items-center gap-2.5 rounded-md text-left transition-colors hover:bg-accent data-[state=open]:bg-accent",
          compact ? "rounded-full p-0.5" : "w-full p-2",
        )}
      >
        <Avatar className="size-7">
          <AvatarFallback className="text-2xs">{initialsOf(name)}</AvatarFallback>
        </Avatar>
        {!compact && (
          <>
            <span className="grid min-w-0 flex-1 leading-tight">
              <span className="truncate font-medium text-[0.8125rem]">{name}</span>
              {user.name && <span className="truncate text-2xs text-muted-foreground">{user.email}</span>}
            </span>
            <ChevronsUpDown className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
          </>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={compact ? "end" : "start"} className="w-56">
        <DropdownMenuLabel className="truncate">{user.email}</DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <Link href="/settings">
            <Settings /> Settings
          </Link>
        </DropdownMenuItem>
        {choices && <OrganizationSwitcher {...choices} />}
        <DropdownMenuSeparator />
        <ThemeChoice />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => startTransition(signOut)}>
          <LogOut /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
