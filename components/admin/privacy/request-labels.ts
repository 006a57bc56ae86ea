import type { RequestInput } from "@/lib/privacy";

export const requestLabels: Readonly<Record<RequestInput["kind"], string>> = {
  access: "A copy of their data",
  rectification: "A correction",
  erasure: "Deletion",
  restriction: "A restriction",
  portability: "A file for another service",
  objection: "An end to a use of it",
};

export const outcomeLabels: Readonly<Record<RequestInput["outcome"], string>> = {
  done: "Done",
  refused: "Refused",
  forwarded: "Passed on to their organization",
};
