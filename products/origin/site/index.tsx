import type { ProductSite } from "@/components/products/site/types";
import { ApiScene } from "./api";
import { ChannelsScene } from "./channels";
import { ComparisonScene } from "./comparison";
import { RoiAlertScene } from "./roi-alert";
import { RunScene } from "./run";

export const site: ProductSite = {
  hero: {
    alt: "Channel ROI for November: revenue, spend and return of five channels that add up to $48,200.00, and the three journeys that customers take most often.",
    View: ChannelsScene,
  },
  personas: [
    {
      alt: "Three attribution models side by side. Each gives the channels other shares, and each adds up to the same revenue.",
      View: ComparisonScene,
    },
    {
      alt: "An alert: paid social returned 22% in the last 30 days, below the 50% it has to keep.",
      View: RoiAlertScene,
    },
    {
      alt: "A Markov chain run with its settings and each channel's removal effect.",
      View: RunScene,
    },
    {
      alt: "A request that sends two touchpoints, and the answer: one stored, one known from before.",
      View: ApiScene,
    },
  ],
};
