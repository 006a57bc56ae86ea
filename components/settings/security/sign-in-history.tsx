import { KeyRound, Link2, LogIn, LogOut, type LucideIcon, ShieldAlert, ShieldCheck, Unlink2 } from "lucide-react";
import { relativeTime } from "@/components/shell/relative-time";
import { type AccountEvent, type ProviderName, providerLabels } from "@/lib/auth";
import { describeAgent } from "@/lib/auth/sessions/describe-agent";

const words: Readonly<Record<string, { text: string; icon: LucideIcon }>> = {
  "auth.signed_in": { text: "Signed in", icon: LogIn },
  "auth.sign_in_failed": { text: "Failed sign-in", icon: ShieldAlert },
  "auth.signed_out_everywhere": { text: "Signed out everywhere", icon: LogOut },
  "auth.password_changed": { text: "Password changed", icon: KeyRound },
  "auth.totp_set_up": { text: "Authenticator app set up", icon: ShieldCheck },
  "auth.totp_removed": { text: "Authenticator app removed", icon: ShieldAlert },
  "auth.passkey_added": { text: "Passkey added", icon: ShieldCheck },
  "auth.passkey_removed": { text: "Passkey removed", icon: ShieldAlert },
  "auth.second_factor_reset": { text: "Two-factor authentication removed by our support team", icon: ShieldAlert },
  "auth.recovery_codes_renewed": { text: "Recovery codes created", icon: ShieldCheck },
  "auth.email_changed": { text: "Email address changed", icon: KeyRound },
  "auth.account_linked": { text: "Account linked", icon: Link2 },
  "auth.account_unlinked": { text: "Account unlinked", icon: Unlink2 },
};

/** Adds the provider's name, if one was involved. */
function textWith(action: string, text: string, provider: ProviderName | null): string {
  if (!provider) return text;
  const name = providerLabels[provider];
  if (action === "auth.account_linked") return `${name} account linked`;
  if (action === "auth.account_unlinked") return `${name} account unlinked`;
  return `${text} with ${name}`;
}

type SignInHistoryProps = { events: readonly AccountEvent[]; now: Date };

/** The account's sign-ins and security changes, newest first. */
export function SignInHistory({ events, now }: SignInHistoryProps) {
  if (events.length === 0) return <p className="text-muted-foreground text-sm">No sign-ins yet.</p>;
  return (
    <ul className="divide-y text-sm">
      {events.map(({ seq, action, at, userAgent, address, provider, singleSignOn }) => {
        const { text, icon: Icon } = words[action] ?? { text: action, icon: KeyRound };
        const failed = action === "auth.sign_in_failed";
        const place = [singleSignOn && "Single sign-on", userAgent && describeAgent(userAgent), address]
          .filter(Boolean)
          .join(" · ");
        return (
          <li key={seq} className="flex items-start gap-3 py-2.5 first:pt-0 last:pb-0">
            <Icon
              className={`mt-0.5 size-4 shrink-0 ${failed ? "text-destructive-ink" : "text-muted-foreground"}`}
              aria-hidden
            />
            <div className="grid min-w-0 flex-1">
              <span className={failed ? "font-medium text-destructive-ink" : "font-medium"}>
                {textWith(action, text, provider)}
              </span>
              {place && <span className="text-muted-foreground [overflow-wrap:anywhere]">{place}</span>}
            </div>
            <time dateTime={at.toISOString()} className="shrink-0 text-muted-foreground">
              {relativeTime(at, now)}
            </time>
          </li>
        );
      })}
    </ul>
  );
}
