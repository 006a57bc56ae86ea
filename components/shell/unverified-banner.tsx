import { MailWarning } from "lucide-react";
import { BannerBar } from "@/components/trial/banner-bar";
import type { ActionResult } from "@/lib/action";
import { ResendButton } from "./resend-button";

type UnverifiedBannerProps = { email: string; resend: () => Promise<ActionResult<unknown>> };

/** The trial works without a verified address, but inviting, keys and buying do not. */
export function UnverifiedBanner({ email, resend }: UnverifiedBannerProps) {
  return (
    <BannerBar
      label="Your e-mail address"
      tone="neutral"
      icon={<MailWarning />}
      title="Confirm your e-mail address."
      detail={
        <>
          We sent a link to <span className="[overflow-wrap:anywhere]">{email}</span>.
          <span className="max-sm:hidden"> Inviting, keys and buying wait for it.</span>
        </>
      }
      action={<ResendButton resend={resend} />}
      dismissKey="unverified"
    />
  );
}
