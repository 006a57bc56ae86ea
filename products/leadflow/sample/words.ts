import { origin, type Words } from "@/seed/history/words";

/** Companies that sell by email, by the answers to `industry`. */
export const words: Words = {
  trades: {
    services: ["Advisory", "Consulting", "Accounting", "Law Group", "Design"],
    construction: ["Roofing", "Builders", "Electric", "Landscaping", "Plumbing"],
    real_estate: ["Realty", "Properties", "Homes", "Estates"],
    travel: ["Travel", "Events", "Tours", "Rentals"],
    wholesale: ["Wholesale", "Supply", "Imports", "Trading"],
    software: ["Software", "Labs", "Systems", "Apps"],
  },
  anyTrade: ["Partners", "Studio", "Services", "Group"],
  origins: [
    [origin({}), 26],
    [origin({ referrerHost: "google.com" }), 30],
    [origin({ referrerHost: "google.com", source: "google", medium: "cpc", campaign: "shared inbox" }), 13],
    [origin({ referrerHost: "linkedin.com", source: "linkedin", medium: "paid", campaign: "small business" }), 8],
    [origin({ referrerHost: "directory.example" }), 8],
    [origin({ source: "newsletter", medium: "email", campaign: "spring issue" }), 7],
    [origin({ referrerHost: "forum.example" }), 4],
    [origin({ referrerHost: "partners.example", source: "reseller", medium: "partner" }), 4],
  ],
  comments: {
    too_expensive: ["We get fewer inquiries than we thought.", "Hard to justify in the off season."],
    missing_features: ["We need a link to our CRM.", "No calendar integration."],
    switched_service: ["Our CRM does this now."],
    unused: ["We moved to a contact form with its own list.", "No one looked at the drafts."],
  },
  service: "Mailbox migration",
};
