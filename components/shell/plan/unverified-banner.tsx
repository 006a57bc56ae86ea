import { MailWarning } from "lucide-react";
import { BannerBar } from "@/components/trial/banner-bar";
import type { ActionResult } from "@/lib/action";
import { ResendButton } from "./resend-button";

type UnverifiedBannerProps = {
  email: string;
  resend: () => Promise<ActionResult<unknown>>;
  /** The day from which the trial waits for it; null where it does not. */
  verifyBy: Date | null;
  /** It waits already: then this cannot be put away. */
  waits: boolean;
};

/** The trial works for three days without a verified address, but inviting, keys and buying do not. */
export function UnverifiedBanner({ email, resend, verifyBy, waits }: UnverifiedBannerProps) {
  return (
    <BannerBar
      label="Your e-mail address"
      tone={waits ? "warning" : "neutral"}
      icon={<MailWarning />}
      title="Confirm your e-mail address."
      detail={
        <>
          We sent a link to <span className="[overflow-wrap:anywhere]">{email}</span>.
          <span className="max-sm:hidden"> Inviting, keys and buying wait for it{also(verifyBy, waits)}.</span>
        </>
      }
      action={<ResendButton resend={resend} />}
      {...(waits ? {} : { dismissKey: "unverified" })}
    />
  );
}

function also(verifyBy: Date | null, waits: boolean): string {
  if (waits) return ", and your trial";
  return verifyBy ? `, and from ${day(verifyBy)} on your trial` : "";
}

const day = (date: Date) => date.toLocaleDateString("en-US", { month: "long", day: "numeric", timeZone: "UTC" });
