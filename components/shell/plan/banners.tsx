import { cookies } from "next/headers";
import { bannerOf } from "@/components/trial/banner-state";
import { dismissalCookie, isDismissed } from "@/components/trial/dismissal";
import { PlanBanner } from "@/components/trial/plan-banner";
import type { Session } from "@/lib/auth";
import type { PlanFacts } from "@/lib/billing";
import { UnverifiedBanner } from "./unverified-banner";

type BannersProps = { session: Session; plan: PlanFacts; now: Date };

/** At the top of every signed-in page, most urgent first. The server leaves out those dismissed today, so none flickers. */
export async function Banners({ session, plan, now }: BannersProps) {
  const { user } = session;
  const banner = bannerOf(plan.banner, now);
  const trialOnHold = plan.rule === "unverified";
  const store = await cookies();
  const dismissed = (key: string) => isDismissed(store.get(dismissalCookie(key))?.value, now);
  return (
    <>
      {banner && !(banner.dismissible && dismissed(banner.key)) && <PlanBanner banner={banner} />}
      {!user.emailVerified && !session.impersonator && (trialOnHold || !dismissed("unverified")) && (
        <UnverifiedBanner email={user.email} verifyBy={plan.verifyBy} trialOnHold={trialOnHold} />
      )}
    </>
  );
}
