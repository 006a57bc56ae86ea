import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { SettingsFacts } from "@/lib/settings";

type State = NonNullable<SettingsFacts["singleSignOn"]>;

const words: Readonly<Record<State, { badge: string; on: boolean; text: string; action: string }>> = {
  none: { badge: "Off", on: false, text: "SAML or OpenID Connect, for your own domains.", action: "Set up" },
  set_up: { badge: "Off", on: false, text: "Set up, but not turned on yet.", action: "Continue" },
  optional: { badge: "On", on: true, text: "Members can use it or their password.", action: "Manage" },
  required: {
    badge: "Required",
    on: true,
    text: "Members must use it. Owners can also use their password.",
    action: "Manage",
  },
};

/** Whether single sign-on is set up, on or required, with a link to its page for owners. */
export function SingleSignOnSummary({ state, isOwner }: { state: State; isOwner: boolean }) {
  const { badge, on, text, action } = words[state];
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <Badge variant={on ? "success" : "secondary"}>{badge}</Badge>
        <p className="text-pretty text-muted-foreground text-sm">
          {isOwner ? text : `${text} Only an owner can change this.`}
        </p>
      </div>
      {isOwner && (
        <Button asChild variant="outline" size="sm">
          <Link href="/settings/single-sign-on" aria-label={`${action} single sign-on`}>
            {action}
          </Link>
        </Button>
      )}
    </div>
  );
}
