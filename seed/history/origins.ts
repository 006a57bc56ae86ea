import type { Origin } from "@/lib/visits/visit";

const origin = (given: Partial<Origin>): Origin => ({
  referrerHost: "",
  source: "",
  medium: "",
  campaign: "",
  ...given,
});

/** How visitors come to the site: each as often as its weight says. */
export const origins: readonly (readonly [Origin, number])[] = [
  [origin({}), 30],
  [origin({ referrerHost: "google.com" }), 28],
  [origin({ referrerHost: "google.com", source: "google", medium: "cpc", campaign: "brand" }), 10],
  [origin({ referrerHost: "linkedin.com", source: "linkedin", medium: "paid", campaign: "plant managers" }), 11],
  [origin({ referrerHost: "directory.example" }), 8],
  [origin({ source: "fabricator", medium: "print", campaign: "spring issue" }), 5],
  [origin({ referrerHost: "forum.example" }), 3],
  [origin({ referrerHost: "partners.example", source: "reseller", medium: "partner" }), 5],
];
