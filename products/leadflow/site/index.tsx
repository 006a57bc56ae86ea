import type { ProductSite } from "@/components/products/site/types";
import { CountsScene } from "./counts";
import { DraftScene } from "./draft";
import { FlowScene } from "./flow";
import { InboxScene } from "./inbox";
import { LeadListScene } from "./lead-list";

export const site: ProductSite = {
  hero: {
    alt: "From mail to lead: of three messages in an inbox, one asks for a quote. It becomes a lead with company, phone and intent, and a reply draft to review.",
    View: FlowScene,
  },
  personas: [
    {
      alt: "New leads since Friday, each with company, intent and a draft.",
      View: LeadListScene,
    },
    {
      alt: "Six messages in a shared inbox. Three of them, a newsletter, a bounce and an out-of-office reply, are left out, and two from the same person are one lead.",
      View: InboxScene,
    },
    {
      alt: "A reply draft with the name, the request and your own words, ready to edit. You send it.",
      View: DraftScene,
    },
    {
      alt: "What leaves the building: counts of emails, drafts and leads, and no text.",
      View: CountsScene,
    },
  ],
};
