import type { ProfileQuestion } from "@/lib/products/types";

/** What onboarding asks. The answers are stored in the organization's profile. */
export const questions: readonly ProfileQuestion[] = [
  {
    key: "industry",
    label: "Industry",
    kind: "select",
    choices: [
      { value: "services", label: "Professional services" },
      { value: "construction", label: "Construction and trades" },
      { value: "real_estate", label: "Real estate" },
      { value: "travel", label: "Travel and events" },
      { value: "wholesale", label: "Wholesale" },
      { value: "software", label: "Software" },
      { value: "other", label: "Other" },
    ],
  },
  {
    key: "companySize",
    label: "Company size",
    kind: "select",
    choices: [
      { value: "1", label: "Just me" },
      { value: "2-10", label: "2–10 people" },
      { value: "11-50", label: "11–50 people" },
      { value: "50+", label: "More than 50 people" },
    ],
  },
  {
    key: "mailbox",
    label: "Where do inquiries arrive?",
    kind: "cards",
    choices: [
      { value: "shared", label: "A shared mailbox", description: "Such as info@ or sales@, read by several people." },
      { value: "own", label: "My own mailbox", description: "Inquiries arrive among everything else." },
      { value: "forms", label: "Forms on our site", description: "The site sends each one as an email." },
    ],
  },
];
