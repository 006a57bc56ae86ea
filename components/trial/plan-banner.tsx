import { CircleAlert, Clock } from "lucide-react";
import { BannerBar } from "./banner-bar";
import type { Banner } from "./banner-state";
import { Elsewhere } from "./elsewhere";

/**
 * The plan banner: trial days left, trial ended, failed payment, or cancellation. The billing page says itself what is to be paid.
 */
export function PlanBanner({ banner }: { banner: Banner }) {
  const { key, tone, title, detail, action, second, dismissible } = banner;
  const bar = (
    <BannerBar
      label="Your plan"
      tone={tone}
      icon={tone === "destructive" ? <CircleAlert /> : <Clock />}
      title={title}
      detail={detail}
      link={action}
      second={second}
      dismissKey={dismissible ? key : undefined}
    />
  );
  return key === "payment" ? <Elsewhere than="/billing">{bar}</Elsewhere> : bar;
}
