import { parseAsString } from "nuqs";

/** The filters that the fields of the list write to the URL. The server reads them with `organizationFilterSchema`. */
export const listParameters = {
  search: parseAsString.withDefault(""),
  status: parseAsString.withDefault(""),
  plan: parseAsString.withDefault(""),
  trial: parseAsString.withDefault(""),
  flag: parseAsString.withDefault(""),
  industry: parseAsString.withDefault(""),
  companySize: parseAsString.withDefault(""),
  after: parseAsString,
};
