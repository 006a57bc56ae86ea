import type { RequestInput } from "@/lib/privacy";

export const requestLabels: Readonly<Record<RequestInput["kind"], string>> = {
  access: "A copy of their data",
  rectification: "A correction",
  erasure: "Deletion",
  restriction: "A restriction",
  portability: "A file for another service",
  objection: "To stop a certain use",
};

export const outcomeLabels: Readonly<Record<RequestInput["outcome"], string>> = {
  done: "Done",
  refused: "Refused",
  forwarded: "Forwarded to their organization",
};
