import { MailPlus } from "lucide-react";
import { Writes } from "@/components/shell/writes";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { formatCount } from "@/lib/numbers";
import { grantableRoles, type TeamFacts } from "@/lib/tenancy";
import type { MeterUsage } from "@/lib/usage";
import { InvitationRow } from "./invitation-row";
import { InviteButton } from "./invite-button";
import { MemberRow } from "./member-row";
import { SeatsBar } from "./seats-bar";
import { WithdrawalNotice } from "./withdrawal-notice";

/** Members and pending invitations; the viewer's role decides which controls show. */
export function TeamView({ facts, seats }: { facts: TeamFacts; seats: MeterUsage | undefined }) {
  const { me, members, invitations, withdrawal, now } = facts;
  const roles = grantableRoles(me.role);
  const manages = roles.length > 0;
  const owners = members.filter(({ role }) => role === "owner");
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Team"
        description={seats && "Each member and pending invitation uses a seat. Expired invitations don't."}
        actions={
          manages && (
            <Writes inPerson>
              <InviteButton roles={roles} verified={me.verified} />
            </Writes>
          )
        }
      />
      {seats && (
        <SeatsBar
          seats={seats}
          members={members.length}
          invitations={manages ? invitations.filter(({ state }) => state !== "expired").length : undefined}
          mayBuy={me.role === "owner" || me.role === "admin"}
        />
      )}
      <Card className="gap-2">
        <CardHeader>
          <CardTitle>Members</CardTitle>
          <CardDescription>{formatCount(members.length, "person", "people")}</CardDescription>
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
                now={now}
              />
            ))}
          </ul>
        </CardContent>
      </Card>
      {manages && withdrawal && <WithdrawalNotice withdrawal={withdrawal} />}
      {manages && (
        <Card className="gap-2">
          <CardHeader>
            <CardTitle>Invitations</CardTitle>
            <CardDescription>Sent but not yet accepted</CardDescription>
          </CardHeader>
          <CardContent className="px-0">
            {invitations.length === 0 ? (
              <EmptyState
                icon={MailPlus}
                title="No pending invitations"
                description="People you invite appear here until they join. Invitations expire after 7 days."
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
