import { origin, type Words } from "@/seed/history/words";

/** Teams that buy attribution, by the answers to `businessModel`. */
export const words: Words = {
  trades: {
    online_store: ["Outfitters", "Goods", "Supply", "Apparel", "Home"],
    subscription: ["Software", "Labs", "Apps", "Systems"],
    leads: ["Health", "Legal", "Insurance", "Education"],
    agency: ["Media", "Creative", "Growth", "Digital"],
  },
  anyTrade: ["Brands", "Collective", "Studio", "Partners"],
  origins: [
    [origin({}), 22],
    [origin({ referrerHost: "google.com" }), 26],
    [origin({ referrerHost: "google.com", source: "google", medium: "cpc", campaign: "attribution" }), 16],
    [origin({ referrerHost: "linkedin.com", source: "linkedin", medium: "paid", campaign: "marketing leaders" }), 14],
    [origin({ referrerHost: "reviews.example" }), 9],
    [origin({ source: "newsletter", medium: "email", campaign: "spring issue" }), 7],
    [origin({ referrerHost: "agencies.example", source: "reseller", medium: "partner" }), 6],
  ],
  comments: {
    too_expensive: ["We cut the media budget, so there's less to attribute.", "Too much for one brand."],
    missing_features: ["We need offline store data matched for us.", "No connector for our ad network."],
    switched_service: ["Our agency brings its own tool."],
    unused: ["No one had time to send the data.", "The campaign it was for has ended."],
  },
  service: "Data onboarding",
};
