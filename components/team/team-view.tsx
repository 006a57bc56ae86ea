import { MailPlus } from "lucide-react";
import { Writes } from "@/components/shell/writes";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { grantableRoles, type TeamFacts } from "@/lib/tenancy";
import type { TeamActions } from "./actions";
import { InvitationRow } from "./invitation-row";
import { InviteButton } from "./invite-button";
import { MemberRow } from "./member-row";

/** Who is in the team and who was invited; what can be done about it depends on one's own role. */
export function TeamView({ facts, actions }: { facts: TeamFacts; actions: TeamActions }) {
  const { me, members, invitations, now } = facts;
  const roles = grantableRoles(me.role);
  const manages = roles.length > 0;
  const owners = members.filter(({ role }) => role === "owner");
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Team"
        description="Members and waiting invitations each take a seat of your plan."
        actions={
          manages && (
            <Writes>
              <InviteButton roles={roles} verified={me.verified} invite={actions.invite} />
            </Writes>
          )
        }
      />
      <Card className="gap-2">
        <CardHeader>
          <CardTitle>Members</CardTitle>
          <CardDescription>{members.length === 1 ? "One person" : `${members.length} people`}</CardDescription>
        </CardHeader>
        <CardContent className="px-0">
          <ul className="divide-y">
            {members.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                isMe={member.userId === me.userId}
                isLastOwner={owners.length === 1 && owners.includes(member)}
                roles={roles}
                actions={actions}
              />
            ))}
          </ul>
        </CardContent>
      </Card>
      {manages && (
        <Card className="gap-2">
          <CardHeader>
            <CardTitle>Invitations</CardTitle>
            <CardDescription>Sent, and not accepted yet</CardDescription>
          </CardHeader>
          <CardContent className="px-0">
            {invitations.length === 0 ? (
              <EmptyState
                icon={MailPlus}
                title="Nobody is waiting"
                description="Whom you invite stands here until they join. An invitation works for seven days."
                className="mx-5 mt-3"
              />
            ) : (
              <ul className="divide-y">
                {invitations.map((invitation) => (
                  <InvitationRow
                    key={invitation.id}
                    invitation={invitation}
                    mayManage={roles.includes(invitation.role)}
                    now={now}
                    actions={actions}
                  />
                ))}
              </ul>
            )}
          </CardContent>
        </Card>
      )}
    </div>
  );
}
