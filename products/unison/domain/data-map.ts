import type { ProductDataMap } from "@/lib/privacy/data-map";

const structure = "The organization's structure";

/** Unison's tables with personal data: who created a work order, and whatever its title says. */
export const dataMap: ProductDataMap = {
  personal: {
    work_orders: {
      personal: { title: "free text from the organization", created_by: "who created it, by ID" },
      rest: "product priority status",
      why: "The product",
      basis: "contract",
      seenBy: "Their team",
      kept: "Until it's deleted",
      erasedBy: "Deleting the organization",
      exported: { not: "the organization's; its export has it" },
    },
  },
  other: {
    departments: { why: structure, columns: "name" },
    lanes: { why: structure, columns: "name status" },
    materials: { why: "The organization's stock", columns: "code name unit" },
    non_conformances: { why: "The organization's records", columns: "title severity status" },
    plants: { why: structure, columns: "name location time_zone" },
    shifts: { why: structure, columns: "name" },
    work_order_numbers: { why: "Numbers", columns: "" },
  },
};
