import { cookies } from "next/headers";
import { bannerOf } from "@/components/trial/banner-state";
import { dismissalCookie, isDismissed } from "@/components/trial/dismissal";
import { PlanBanner } from "@/components/trial/plan-banner";
import type { ActionResult } from "@/lib/action";
import type { Session } from "@/lib/auth";
import type { PlanFacts } from "@/lib/billing";
import { UnverifiedBanner } from "./unverified-banner";

type BannersProps = {
  session: Session;
  plan: PlanFacts;
  now: Date;
  resendVerification: () => Promise<ActionResult<unknown>>;
};

/** What every signed-in page says first, loudest on top. What was put away today is left out by the server: nothing flickers. */
export async function Banners({ session, plan, now, resendVerification }: BannersProps) {
  const { user } = session;
  const banner = bannerOf(plan.banner, now);
  const waits = plan.rule === "unverified";
  const store = await cookies();
  const away = (key: string) => isDismissed(store.get(dismissalCookie(key))?.value, now);
  return (
    <>
      {banner && !(banner.dismissible && away(banner.key)) && <PlanBanner banner={banner} />}
      {!user.emailVerified && !session.impersonator && (waits || !away("unverified")) && (
        <UnverifiedBanner email={user.email} resend={resendVerification} verifyBy={plan.verifyBy} waits={waits} />
      )}
    </>
  );
}
