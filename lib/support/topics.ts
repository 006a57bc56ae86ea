import type { supportStates as storedStates, supportTopics } from "@/db/schema/support";

// Spelled out here so that the browser doesn't load the database library.

export type SupportTopic = (typeof supportTopics)[number];
export type SupportState = (typeof storedStates)[number];

export const supportStates = ["open", "answered", "closed"] as const satisfies readonly SupportState[];

export const topicLabels: Readonly<Record<SupportTopic, string>> = {
  question: "A question about the product",
  billing: "Billing and plans",
  bug: "Something isn't working",
  sales: "Buying for a larger team",
  security: "A security concern",
};

export const stateLabels: Readonly<Record<SupportState, string>> = {
  open: "Open",
  answered: "Answered",
  closed: "Closed",
};
