import type { ProfileQuestion } from "@/lib/products/types";

/** What onboarding asks a marketing team. The answers are stored in the organization's profile. */
export const questions: readonly ProfileQuestion[] = [
  {
    key: "businessModel",
    label: "What you sell",
    kind: "select",
    choices: [
      { value: "online_store", label: "Products in an online store" },
      { value: "subscription", label: "Subscriptions or software" },
      { value: "leads", label: "Services, through leads" },
      { value: "agency", label: "Marketing for clients (agency)" },
      { value: "other", label: "Something else" },
    ],
  },
  {
    key: "monthlySpend",
    label: "Marketing spend a month",
    kind: "select",
    choices: [
      { value: "0-5k", label: "Up to $5,000" },
      { value: "5k-50k", label: "$5,000–$50,000" },
      { value: "50k-500k", label: "$50,000–$500,000" },
      { value: "500k+", label: "More than $500,000" },
    ],
  },
];
