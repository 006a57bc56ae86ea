import type { ProductDataMap } from "@/lib/privacy/data-map";

const settings = "The organization's settings";
const results = "The organization's results, by channel";

const ofVisitors = {
  why: "The product",
  basis: "contract",
  seenBy: "Their team",
  kept: "Until it's deleted",
  erasedBy: "Deleting the visitor's data on the data page, or the organization",
  exported: { not: "the organization's visitors, which only it can identify; its export has them" },
} as const;

const createdBy = {
  why: "The product",
  basis: "contract",
  seenBy: "Their team",
  kept: "Until it's deleted",
  erasedBy: "Deleting the organization",
  exported: { not: "the organization's; its export has it" },
} as const;

/** Origin's tables with personal data: visitors, by the IDs that the organization gave them, and who did what. */
export const dataMap: ProductDataMap = {
  personal: {
    touchpoints: {
      personal: { visitor: "a visitor's pseudonymous ID", person: "the ID of the person they turned out to be" },
      rest: "id channel campaign",
      ...ofVisitors,
    },
    conversions: {
      personal: { visitor: "a visitor's pseudonymous ID", person: "the ID of the person they turned out to be" },
      rest: "id type",
      ...ofVisitors,
    },
    visitor_aliases: {
      personal: { visitor: "a visitor's pseudonymous ID", person: "the ID of the person they turned out to be" },
      rest: "",
      ...ofVisitors,
    },
    import_chunks: { personal: { text: "part of a file, until it has been imported" }, rest: "", ...ofVisitors },
    import_problems: {
      personal: { content: "the beginning of a row that wasn't imported" },
      rest: "reason",
      ...ofVisitors,
    },
    attribution_runs: {
      personal: { created_by: "who started it, by ID" },
      rest: "model conversion_type status",
      ...createdBy,
    },
    data_imports: {
      personal: { created_by: "who uploaded it, by ID" },
      rest: "kind file_name options status problem",
      ...createdBy,
    },
    roi_alerts: { personal: { created_by: "who set it, by ID" }, rest: "channel", ...createdBy },
    roi_reports: { personal: { created_by: "who shared it, by ID" }, rest: "title", ...createdBy },
  },
  other: {
    attribution_settings: { why: settings, columns: "currency time_zone" },
    attribution_models: { why: settings, columns: "model" },
    channel_spend: { why: "What the organization spent, by channel", columns: "channel" },
    attribution_results: { why: results, columns: "channel" },
    attribution_paths: { why: results, columns: "channels" },
  },
};
