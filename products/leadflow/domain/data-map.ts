import type { ProductDataMap } from "@/lib/privacy/data-map";

/** Leads and mail stay with the program. Here are the organization's assumptions only. */
export const dataMap: ProductDataMap = {
  personal: {
    value_assumptions: {
      personal: { updated_by: "who changed it last, by ID" },
      rest: "",
      why: "The product",
      basis: "contract",
      seenBy: "Their team",
      kept: "Until it's changed",
      erasedBy: "Deleting the organization",
      exported: { not: "the organization's; its export has it" },
    },
  },
  other: {},
};
