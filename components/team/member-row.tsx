"use client";

import { initialsOf } from "@/components/shell/initials";
import { Writes } from "@/components/shell/writes";
import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { formatShortDate } from "@/lib/dates";
import type { TeamMember } from "@/lib/tenancy";
import { type Role, roleDescriptions } from "@/lib/tenancy/members/roles";
import { leave, remove } from "./actions";
import { RemoveButton } from "./remove-button";
import { RoleSelect } from "./role-select";
import { seenText } from "./seen-text";

type MemberRowProps = {
  member: TeamMember;
  isMe: boolean;
  /** The last owner can't leave or change role. */
  isLastOwner: boolean;
  /** The roles the viewer may assign. */
  roles: readonly Role[];
  now: Date;
};

export function MemberRow({ member, isMe, isLastOwner, roles, now }: MemberRowProps) {
  const { userId, name, email, role, joinedAt, lastSeenOn } = member;
  const presence = (
    <>
      {lastSeenOn && <span className="block text-foreground">{seenText(lastSeenOn, now)}</span>}
      <span className="block text-xs">
        Joined <span className="figures">{formatShortDate(joinedAt, now)}</span>
      </span>
    </>
  );
  const mayManage = roles.includes(role) && !isLastOwner;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2.5 px-5 py-3">
      <Avatar>
        <AvatarFallback>{initialsOf(name ?? email)}</AvatarFallback>
      </Avatar>
      <div className="grid min-w-0 flex-1 basis-40 leading-tight">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium text-sm">{name ?? email}</span>
          {isMe && <Badge variant="outline">You</Badge>}
        </span>
        {name && <span className="truncate text-muted-foreground text-sm">{email}</span>}
        <span className="mt-1 text-muted-foreground text-xs sm:hidden">{presence}</span>
      </div>
      <span className="w-40 text-muted-foreground text-sm leading-snug max-sm:hidden">{presence}</span>
      <div className="flex items-center gap-2 max-sm:w-full max-sm:justify-between max-sm:pl-11 sm:w-44 sm:justify-end">
        {mayManage ? (
          <Writes inPerson>
            <RoleSelect member={member} roles={roles} />
          </Writes>
        ) : (
          <Badge>{roleDescriptions[role].name}</Badge>
        )}
        {isMe && !isLastOwner && (
          <Writes inPerson need="read">
            <RemoveButton who="yourself" leaving remove={leave} />
          </Writes>
        )}
        {!isMe && mayManage && (
          <Writes inPerson need="read">
            <RemoveButton who={name ?? email} remove={(organization) => remove(organization, { userId })} />
          </Writes>
        )}
      </div>
    </li>
  );
}
