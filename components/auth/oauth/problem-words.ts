import type { OAuthProblem } from "@/lib/auth";
import { unreachable } from "@/lib/errors";

type Words = { title: string; text: string /** A new password would help. */; reset?: true };

/** The page's text for a problem. @param provider its name, such as "Google". */
export function problemWords(reason: OAuthProblem, provider: string): Words {
  switch (reason) {
    case "denied":
      return {
        title: "Sign-in canceled",
        text: `${provider} didn't sign you in because you or your administrator there declined. Try again, or sign in another way.`,
      };
    case "unavailable":
      return {
        title: `${provider} isn't responding`,
        text: "We couldn't complete the sign-in. Wait a minute and try again, or sign in another way.",
      };
    case "refused":
      return {
        title: "Sign-in failed",
        text: `We couldn't use the response from ${provider}. Try again. If it keeps failing, sign in another way.`,
      };
    case "expired":
      return {
        title: "Your sign-in timed out",
        text: "It took more than 10 minutes, was already used, or started in another browser. Start again.",
      };
    case "too_many":
      return { title: "Too many sign-ins", text: "Wait 15 minutes and try again." };
    case "not_linked":
      return {
        title: "Link your account first",
        text: `An account with your email address exists, but it isn't linked to ${provider} yet. Sign in with your password, then link it in your settings. If you don't know your password, reset it.`,
        reset: true,
      };
    case "other_account":
      return {
        title: `Another ${provider} account is linked`,
        text: `Your account is linked to a different ${provider} account. Sign in with that one or with your password, then unlink it in your settings.`,
        reset: true,
      };
    case "linked_elsewhere":
      return {
        title: `This ${provider} account is taken`,
        text: `It's linked to another account, or you have linked one already. Use another ${provider} account, or unlink this one first.`,
      };
    case "signed_out":
      return { title: "You were signed out", text: `Sign in again, then link your ${provider} account.` };
    default:
      return unreachable(reason);
  }
}
