import Link from "@/components/navigation/link";
import { NotInPlan } from "@/components/settings/not-in-plan";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { SettingsFacts } from "@/lib/settings";

type Facts = NonNullable<SettingsFacts["singleSignOn"]>;

const words: Readonly<
  Record<Exclude<Facts["state"], "not_in_plan">, { badge: string; on: boolean; text: string; action: string }>
> = {
  paused: {
    badge: "Off",
    on: false,
    text: "Your plan no longer includes it. Your settings are kept.",
    action: "View",
  },
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
export function SingleSignOnSummary({ state, includedIn, isOwner }: Facts & { isOwner: boolean }) {
  if (state === "not_in_plan") return <NotInPlan what="Single sign-on" includedIn={includedIn} />;
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
