"use client";

import { ChevronsUpDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";
import { cn } from "@/lib/cn";
import { initialsOf } from "../initials";
import type { OrganizationChoices } from "./organization-switcher";

const loadMenu = () => import("./account-menu");
const AccountMenu = lazy(loadMenu);

type UserMenuProps = {
  user: { name: string | null; email: string };
  choices?: OrganizationChoices;
  /** The avatar alone, where there is no room for the name. */
  compact?: boolean;
};

/** The menu itself loads when the pointer or the focus comes near. */
export function UserMenu({ user, choices, compact = false }: UserMenuProps) {
  const { button, menu, mounted } = useLazyMenu(loadMenu);
  const name = user.name ?? user.email;
  return (
    <div className="relative">
      <button
        {...button}
        type="button"
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
      </button>
      {mounted && (
        <Suspense>
          <AccountMenu {...menu} email={user.email} choices={choices} align={compact ? "end" : "start"} />
        </Suspense>
      )}
    </div>
  );
}
