"use client";

import { useOptimistic } from "react";
import { useMemberAction } from "@/components/shell/use-action";
import { useBlock } from "@/components/shell/writes";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import type { TeamMember } from "@/lib/tenancy";
import { type Role, roleDescriptions } from "@/lib/tenancy/members/roles";
import { changeRole } from "./actions";

type RoleSelectProps = { member: TeamMember; roles: readonly Role[] };

export function RoleSelect({ member: { userId, name, email, role }, roles }: RoleSelectProps) {
  const block = useBlock();
  const [shown, show] = useOptimistic(role);
  const { run, pending } = useMemberAction(
    async (organization: string, chosen: Role) => {
      show(chosen);
      const result = await changeRole(organization, { userId, role: chosen });
      return result.ok ? { ...result, data: chosen } : result;
    },
    {
      done: (chosen) =>
        toast.success(
          `${name ?? email} is now ${roleDescriptions[chosen].name}`,
          chosen === role ? {} : { action: { label: "Undo", onClick: () => run(role) } },
        ),
      undone: `${name ?? email} is still ${roleDescriptions[role].name.toLowerCase()}`,
    },
  );
  return (
    <div className="w-32">
      <NativeSelect
        aria-label={`Role of ${name ?? email}`}
        value={shown}
        disabled={pending || block !== null}
        title={block?.reason}
        onChange={({ target }) => {
          const chosen = roles.find((option) => option === target.value);
          if (chosen) run(chosen);
        }}
      >
        {roles.map((option) => (
          <option key={option} value={option}>
            {roleDescriptions[option].name}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
