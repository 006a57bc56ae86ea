/** What changed on a day, in the customer's words. */
export type Release = {
  /** ISO day. */
  day: string;
  title: string;
  changes: readonly { kind: "new" | "improved" | "fixed"; text: string }[];
};
